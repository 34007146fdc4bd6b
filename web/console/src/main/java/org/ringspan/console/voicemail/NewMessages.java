package org.ringspan.console.voicemail;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.OptionalInt;
import org.ringspan.console.session.Viewer;
import org.ringspan.voicemail.boundary.MailboxUnavailable;
import org.ringspan.voicemail.boundary.Mailboxes;

/** How many messages the viewer hasn't heard, for the menu of every page. */
@Named
@RequestScoped
public class NewMessages {
  @Inject private Mailboxes mailboxes;
  @Inject private Viewer viewer;
  private OptionalInt known = OptionalInt.empty();

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public NewMessages() {}

  /** The number; 0 when the database doesn't answer, since the page has more to show. */
  public int getCount() {
    if (known.isEmpty()) {
      try {
        known = OptionalInt.of(viewer.isLoggedIn() ? mailboxes.use(viewer.user()).unheard() : 0);
      } catch (MailboxUnavailable e) {
        known = OptionalInt.of(0);
      }
    }
    return known.getAsInt();
  }
}
