package org.ringspan.secret.boundary;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.audit.AuditEntry;
import org.ringspan.audit.boundary.AuditTrail;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationRefused.Fault;
import org.ringspan.configuration.boundary.ConfigurationRefused.Reason;
import org.ringspan.identity.Actor;
import org.ringspan.identity.adapter.SecretBox;
import org.ringspan.secret.SecretName;
import org.ringspan.secret.SecretState;
import org.ringspan.secret.SecretState.Kept;
import org.ringspan.secret.adapter.SecretTable;

/**
 * Secrets that the server needs to log in elsewhere. They are sealed by the key that lies in a file
 * outside the deployment and the database; administrators put them in and take them away, and
 * nobody gets one out but who logs in with it.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRED)
public class Secrets {
  /** The longest secret, in characters. */
  public static final int LONGEST = 256;

  private static final Logger LOG = Logger.getLogger(Secrets.class);
  private static final String KIND = "SECRET";

  @Inject private SecretTable table;
  @Inject private SecretBox box;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public Secrets() {}

  /** On a table, in the transaction of the caller. */
  public Secrets(SecretTable table, SecretBox box, AuditTrail trail, Clock clock) {
    this.table = table;
    this.box = box;
    this.trail = trail;
    this.clock = clock;
  }

  /** What can be told of all of them, those that aren't there, too. */
  public List<SecretState> states() {
    Map<SecretName, Kept> kept = table.kept();
    return Arrays.stream(SecretName.values())
        .map(
            name ->
                new SecretState(
                    name,
                    Optional.ofNullable(kept.get(name)),
                    !kept.containsKey(name) || stored(name).isPresent(),
                    inSettings(name).isPresent()))
        .toList();
  }

  /**
   * Puts a secret in the place of the one that is there; it is used from the next login on, at all
   * servers.
   *
   * @throws ConfigurationRefused when it can't be one
   */
  public void put(Actor actor, SecretName name, String secret) {
    boolean plain = secret.codePoints().noneMatch(Character::isISOControl);
    if (secret.isEmpty() || secret.length() > LONGEST || !plain) {
      throw new ConfigurationRefused(
          Reason.INVALID,
          List.of(
              new Fault(
                  "/value", "1-" + LONGEST + " characters, none of them a control character")));
    }
    boolean before = table.kept().containsKey(name);
    byte[] text = secret.getBytes(StandardCharsets.UTF_8);
    table.put(name, box.seal(text, purpose(name)), clock.instant(), actor.name());
    Arrays.fill(text, (byte) 0);
    note(actor, before ? "REPLACE" : "CREATE", name);
  }

  /** Takes a secret away; returns whether it was there. */
  public boolean remove(Actor actor, SecretName name) {
    boolean removed = table.remove(name);
    if (removed) {
      note(actor, "DELETE", name);
    }
    return removed;
  }

  private void note(Actor actor, String action, SecretName name) {
    trail.add(
        new AuditEntry(
            0,
            clock.instant(),
            actor.name(),
            actor.source(),
            action,
            KIND,
            name.written(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty()));
  }

  /**
   * A secret, for who logs in with it: that of the store, else that of the settings file. Outside
   * the caller's transaction, which may be about something else.
   */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public Optional<String> reveal(SecretName name) {
    return table.sealed(name).isPresent() ? stored(name) : inSettings(name);
  }

  /**
   * Takes those of the settings file into the store that it hasn't yet, and complains of all that
   * stand there.
   */
  public void adopt() {
    Map<SecretName, Kept> kept = table.kept();
    for (SecretName name : SecretName.values()) {
      Optional<String> given = inSettings(name);
      if (given.isEmpty()) {
        continue;
      }
      if (!kept.containsKey(name)) {
        put(Actor.SYSTEM, name, given.get());
        LOG.warnf(
            "%s was taken into the secret store. Delete it from the settings file: there it stands in"
                + " clear, and a change of it there changes nothing any more",
            name.property());
      } else if (!stored(name).equals(given)) {
        LOG.warnf(
            "%s of the settings file isn't used: the secret store has another one, which"
                + " administrators change at /console/secrets. Delete it from the file",
            name.property());
      } else {
        LOG.warnf(
            "%s stands in the settings file in clear, though the secret store has it: delete it there",
            name.property());
      }
    }
  }

  private Optional<String> stored(SecretName name) {
    Optional<byte[]> sealed = table.sealed(name);
    try {
      return sealed.isEmpty()
          ? Optional.empty()
          : Optional.of(new String(box.open(sealed.get(), purpose(name)), StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      LOG.errorf("The key file doesn't open the secret %s: was it replaced?", name.written());
      return Optional.empty();
    }
  }

  /** What is sealed for one secret doesn't open as another. */
  private static String purpose(SecretName name) {
    return "secret " + name.name();
  }

  private static Optional<String> inSettings(SecretName name) {
    return Optional.ofNullable(System.getProperty(name.property())).filter(text -> !text.isEmpty());
  }
}
