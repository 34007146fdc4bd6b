package org.ringspan.console.reach;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.address.DeviceName;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;

/**
 * What a telephone must know to register, to be typed or scanned. Passwords can't be read, so a
 * code with one is made together with a new password, and shown once.
 */
@Named
@RequestScoped
public class ActivatePage {
  private static final int LENGTH = 20;
  // Without letters and digits that look alike.
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject private ConfigurationEditing editing;
  @Inject private ConfigurationSource configuration;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private HttpServletRequest request;
  private String device = "";
  private String made = "";

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ActivatePage() {}

  /** There are no codes for telephones that aren't. */
  public void load() throws IOException {
    if (!isThere()) {
      Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, "no such device");
    }
  }

  private boolean isThere() {
    try {
      return configuration.current().device(new DeviceName(device)).isPresent();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Gives the telephone a new password. */
  public void makePassword() {
    StringBuilder password = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    try {
      editing.setDevicePassword(viewer.administrator(), device, password.toString());
      made = password.toString();
    } catch (ConfigurationRefused e) {
      e.faults().forEach(fault -> notices.errorSentence(fault.message()));
    }
  }

  /** The address as telephones scan it (RFC 3261 section 19.1.1). */
  public String getImage() {
    String user = made.isEmpty() ? device : device + ":" + made;
    return QrCode.dataUrl("sip:" + user + "@" + getDomain());
  }

  public String getDomain() {
    return configuration.current().domain();
  }

  /** Where the server is, as the browser reaches it. */
  public String getServer() {
    return request.getServerName();
  }

  public String getMade() {
    return made;
  }

  public String getDevice() {
    return device;
  }

  public void setDevice(@Nullable String device) {
    this.device = device == null ? "" : device;
  }
}
