package org.ringspan.console.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.faces.application.FacesMessage;
import jakarta.faces.context.FacesContext;
import jakarta.inject.Named;
import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.ringspan.configuration.Finding;
import org.ringspan.configuration.boundary.ConfigurationChange;

/** Messages at the top of the page that is shown next, also after a redirect. */
@Named
@ApplicationScoped
public class Notices {
  /** Tells that something was done. */
  public void done(String key, Object... values) {
    add(FacesMessage.SEVERITY_INFO, text(key, values));
  }

  /** Tells that something wasn't done, and why. */
  public void error(String key, Object... values) {
    add(FacesMessage.SEVERITY_ERROR, text(key, values));
  }

  /** Says a sentence of the server. */
  public void errorSentence(String sentence) {
    add(FacesMessage.SEVERITY_ERROR, sentence);
  }

  /** Tells what the linter says of a change, and when it does not hold yet. */
  public void findings(ConfigurationChange change) {
    if (!change.inForce()) {
      add(FacesMessage.SEVERITY_WARN, text("notInForceYet"));
    }
    for (Finding finding : change.findings()) {
      add(
          finding.severity() == Finding.Severity.NOTE
              ? FacesMessage.SEVERITY_INFO
              : FacesMessage.SEVERITY_WARN,
          finding.where() + ": " + finding.sentence() + " " + finding.remedy());
    }
  }

  private static void add(FacesMessage.Severity severity, String sentence) {
    FacesContext faces = FacesContext.getCurrentInstance();
    faces.getExternalContext().getFlash().setKeepMessages(true);
    faces.addMessage(null, new FacesMessage(severity, sentence, ""));
  }

  /** A text of the bundle with its values. */
  public String text(String key, Object... values) {
    FacesContext faces = FacesContext.getCurrentInstance();
    ResourceBundle bundle = faces.getApplication().getResourceBundle(faces, "text");
    String pattern = bundle.getString(key);
    return values.length == 0
        ? pattern
        : new MessageFormat(pattern, faces.getViewRoot().getLocale()).format(values);
  }
}
