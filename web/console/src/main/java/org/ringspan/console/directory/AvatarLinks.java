package org.ringspan.console.directory;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import org.ringspan.address.UserId;
import org.ringspan.console.session.Viewer;
import org.ringspan.directory.boundary.Avatars;

/** Where pages find the picture of a user. */
@Named("avatarLinks")
@RequestScoped
public class AvatarLinks {
  /** So much of the tag tells pictures apart in an address. */
  private static final int MARK = 12;

  @Inject private Avatars avatars;
  @Inject private Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AvatarLinks() {}

  /** The address of a user's picture; empty: there is none. */
  public String of(String login) {
    return UserId.in(login)
        .flatMap(avatars::tag)
        .map(tag -> "/console/avatar.jpg?user=" + login + "&v=" + tag.substring(0, MARK))
        .orElse("");
  }

  /** The address of one's own picture; empty: there is none. */
  public String getOwn() {
    return avatars
        .tag(viewer.user())
        .map(tag -> "/me/avatar.jpg?v=" + tag.substring(0, MARK))
        .orElse("");
  }
}
