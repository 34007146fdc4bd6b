package org.ringspan.console.session;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/** Where everybody begins. */
@Named
@RequestScoped
public class HomePage {
  @Inject private Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public HomePage() {}

  /** The page of the role. */
  public String open() {
    if (!viewer.isLoggedIn()) {
      return "/login?faces-redirect=true";
    }
    return viewer.isSupport()
        ? "/console/index?faces-redirect=true"
        : "/me/index?faces-redirect=true";
  }
}
