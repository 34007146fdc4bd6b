package org.ringspan.voicemail.adapter;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;
import org.ringspan.address.UserId;
import org.ringspan.voicemail.NotTelephoneAudio;
import org.ringspan.voicemail.Sender;
import org.ringspan.voicemail.TelephoneAudio;
import org.ringspan.voicemail.boundary.Deposit;
import org.ringspan.voicemail.boundary.MailboxUnavailable;
import org.ringspan.voicemail.boundary.Mailboxes;

/** Offers {@link VoicemailMXBean}. */
@ApplicationScoped
public class VoicemailDoor {
  private static final String NAME = "org.ringspan:type=Voicemail";

  /** Ten minutes of 16 bits a sample, and room for what stands beside the sound. */
  private static final int LARGEST_FILE = 12 * 1024 * 1024;

  @Inject private Mailboxes mailboxes;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public VoicemailDoor() {}

  /** Opens the door. */
  public void start() {
    VoicemailMXBean door =
        new VoicemailMXBean() {
          @Override
          public long importMessage(String user, String number, String name, String file) {
            return kept(user, new Sender(Optional.of(number), name), file);
          }

          @Override
          public long getKept() {
            return mailboxes.kept();
          }

          @Override
          public long getRefused() {
            return mailboxes.refused();
          }
        };
    try {
      ManagementFactory.getPlatformMBeanServer()
          .registerMBean(
              new StandardMBean(door, VoicemailMXBean.class, true), new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("voicemail can't be offered", e);
    }
  }

  /** Closes it. */
  public void stop() {
    try {
      ManagementFactory.getPlatformMBeanServer().unregisterMBean(new ObjectName(NAME));
    } catch (JMException e) {
      throw new IllegalStateException("voicemail can't be withdrawn", e);
    }
  }

  /** The caller has none of our classes, so every refusal is one of Java's. */
  private long kept(String user, Sender sender, String file) {
    UserId owner = UserId.in(user).orElseThrow(() -> noSuch(user));
    try (InputStream octets = Files.newInputStream(Path.of(file))) {
      TelephoneAudio audio = TelephoneAudio.ofWav(octets.readNBytes(LARGEST_FILE));
      return switch (mailboxes.deposit(owner, sender, audio)) {
        case Deposit.Kept(var id) -> id.value();
        case Deposit.Refused(var why) ->
            throw new IllegalArgumentException("the mailbox doesn't take it: " + why);
        case Deposit.NoMailbox() -> throw noSuch(user);
      };
    } catch (IOException | InvalidPathException | NotTelephoneAudio | MailboxUnavailable e) {
      throw new IllegalArgumentException(file + " can't be imported: " + e.getMessage());
    }
  }

  private static IllegalArgumentException noSuch(String user) {
    return new IllegalArgumentException("there is no user " + user);
  }
}
