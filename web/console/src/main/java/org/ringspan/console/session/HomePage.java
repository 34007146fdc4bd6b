package org.ringspan.console.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.IOException;
import org.omnifaces.util.Faces;

/** Where everybody begins. */
@Named
@RequestScoped
public class HomePage {
  @Inject private Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public HomePage() {}

  /** Goes to the page of the role. */
  public void open() throws IOException {
    Faces.redirect(!viewer.isLoggedIn() ? "/login" : viewer.isSupport() ? "/console/" : "/me/");
  }
}
