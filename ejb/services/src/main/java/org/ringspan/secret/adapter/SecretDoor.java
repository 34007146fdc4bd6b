package org.ringspan.secret.adapter;

import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.ringspan.activedirectory.AccountPassword;
import org.ringspan.secret.SecretName;
import org.ringspan.secret.boundary.Secrets;

/** Takes secrets out of the settings file, and gives the resource adapters theirs. */
@ApplicationScoped
public class SecretDoor {
  private static final Logger LOG = Logger.getLogger(SecretDoor.class);

  @Inject private Secrets secrets;

  private final AccountPassword.Source directory = this::directoryPassword;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SecretDoor() {}

  /** Begins to give. */
  public void start() {
    try {
      secrets.adopt();
    } catch (EJBException e) {
      // Another server of the cluster may have done it at the same time; who logs in gets the one
      // of the settings file meanwhile.
      LOG.warnf(e, "Secrets of the settings file weren't taken into the secret store");
    }
    AccountPassword.from(directory);
  }

  /** Gives no more. */
  public void stop() {
    AccountPassword.forget(directory);
  }

  private Optional<String> directoryPassword() {
    return secrets.reveal(SecretName.DIRECTORY_PASSWORD);
  }
}
