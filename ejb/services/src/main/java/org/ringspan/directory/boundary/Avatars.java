package org.ringspan.directory.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.directory.Avatar;
import org.ringspan.directory.adapter.AvatarTable;

/** Pictures of users, as far as there are any. */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class Avatars {
  @Inject private AvatarTable table;

  /** A user's picture. */
  public Optional<Avatar> of(UserId user) {
    return table.of(user);
  }

  /** What tells it from every other picture, without reading it. */
  public Optional<String> tag(UserId user) {
    return table.tag(user);
  }
}
