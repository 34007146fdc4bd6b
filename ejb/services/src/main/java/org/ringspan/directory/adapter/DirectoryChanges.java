package org.ringspan.directory.adapter;

import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import org.ringspan.activedirectory.Bookmark;
import org.ringspan.activedirectory.DirectoryChangeListener;
import org.ringspan.activedirectory.DirectoryPage;

/**
 * Is told of changes by the resource adapter; which one, and how often it asks, {@code
 * META-INF/jboss-ejb3.xml} says. Without a transaction of the container: the one that counts is
 * that of the users, in which the bookmark is kept, too.
 */
@MessageDriven(name = "DirectoryChanges", messageListenerInterface = DirectoryChangeListener.class)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DirectoryChanges implements DirectoryChangeListener {
  @Inject private ChangeFollower follower;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryChanges() {}

  @Override
  public boolean wanted() {
    return follower.wanted();
  }

  @Override
  public Bookmark bookmark() {
    return follower.bookmark();
  }

  @Override
  public void onPage(DirectoryPage page) {
    follower.take(page);
  }

  @Override
  public void onPoison(DirectoryPage page, String why) {
    follower.park(page, why);
  }
}
