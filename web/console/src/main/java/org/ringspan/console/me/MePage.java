package org.ringspan.console.me;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.configuration.MailWishes;
import org.ringspan.configuration.boundary.ConfigurationChange;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.HuntMembership;
import org.ringspan.configuration.boundary.OwnSettings;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.console.form.Form;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.json.SharedJson;

/**
 * What users change of their own: their destinations, what they are sent by mail, and where their
 * lines forward.
 */
@Named
@ViewScoped
public class MePage implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Set<String> OF_REACH =
      Set.of("mobility", "declinesEverywhere", "language", "remoteDestinations");
  private static final Set<String> OF_MAIL =
      Set.of("mailNewMessages", "mailMarksHeard", "mailMissedCalls");
  private static final Set<String> OF_LINE = Set.of("forwardNoAnswer", "forwarding");

  @Inject private transient OwnSettings settings;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  private String tag = "";
  private String line = "";
  private Form form = Form.empty(ResourceKind.REACH);

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public MePage() {}

  private Resource me() {
    return settings
        .read(viewer.user())
        .orElseThrow(() -> new IllegalStateException("an account without a user"));
  }

  /** Begins with one's destinations. */
  public void loadReach() {
    Resource me = me();
    tag = me.tag();
    form = Form.of(ResourceKind.USER, me.json(), OF_REACH);
  }

  /** Begins with what one is sent by mail. */
  public void loadMail() {
    Resource me = me();
    tag = me.tag();
    form = Form.of(ResourceKind.USER, me.json(), OF_MAIL);
  }

  /** Where one is sent mail; empty: nowhere. */
  public String getMailAddress() {
    return me().json().getString("mailAddress", "");
  }

  /** Begins with one of one's lines. */
  public void loadLine() throws IOException {
    Resource me = me();
    tag = me.tag();
    Optional<JsonObject> found =
        me.json().getJsonArray("lines") == null
            ? Optional.empty()
            : me.json().getJsonArray("lines").getValuesAs(JsonObject.class).stream()
                .filter(it -> it.getString("number").equals(line))
                .findFirst();
    if (found.isEmpty()) {
      Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, "you have no such line");
      return;
    }
    form = Form.of(ResourceKind.LINE, found.get(), OF_LINE);
  }

  /** Switches single number reach on or off. */
  public void switchReach(boolean on) throws IOException {
    if (change(
        () ->
            settings.change(
                viewer.self(),
                viewer.user(),
                Optional.empty(),
                SharedJson.createObjectBuilder().add("mobility", on).build()),
        on ? "reachIsOn" : "reachIsOff")) {
      Faces.redirect("/me/");
    }
  }

  /** Writes one's destinations. */
  public void saveReach() throws IOException {
    JsonObject wishes =
        SharedJson.createObjectBuilder()
            .add("language", OwnSettings.COMPANY_LANGUAGE)
            .addAll(SharedJson.createObjectBuilder(form.json()))
            .build();
    if (change(
        () -> settings.change(viewer.self(), viewer.user(), Optional.of(tag), wishes),
        "savedOwn")) {
      Faces.redirect("/me/");
    }
  }

  /** Writes what one is sent by mail; what is left out is as usual again. */
  public void saveMail() throws IOException {
    JsonObject wishes =
        SharedJson.createObjectBuilder()
            .add("mailNewMessages", MailWishes.USUAL.newMessages().word())
            .add("mailMarksHeard", MailWishes.USUAL.marksHeard())
            .add("mailMissedCalls", MailWishes.USUAL.missedCalls())
            .addAll(SharedJson.createObjectBuilder(form.json()))
            .build();
    if (change(
        () -> settings.change(viewer.self(), viewer.user(), Optional.of(tag), wishes),
        "savedOwn")) {
      Faces.redirect("/me/mail");
    }
  }

  /** Writes where a line forwards; what is left out is as usual again. */
  public void saveLine() throws IOException {
    JsonObject json = form.json();
    JsonObject fields =
        json.containsKey("forwarding")
            ? json
            : SharedJson.createObjectBuilder(json)
                .add("forwarding", JsonObject.EMPTY_JSON_OBJECT)
                .build();
    if (change(
        () -> settings.changeLine(viewer.self(), viewer.user(), line, Optional.of(tag), fields),
        "savedOwn")) {
      Faces.redirect("/me/");
    }
  }

  /** The hunt groups whose calls one takes. */
  public List<HuntMembership> getHuntGroups() {
    return settings.huntGroups(viewer.user());
  }

  /** Takes calls of a hunt group, or no more. */
  public void switchHunting(String group, boolean on) throws IOException {
    try {
      settings.switchHunting(viewer.self(), viewer.user(), group, on);
      notices.done(on ? "huntingOn" : "huntingOff", group);
      Faces.redirect("/me/");
    } catch (ConfigurationRefused e) {
      e.faults().forEach(fault -> notices.errorSentence(fault.message()));
    }
  }

  private boolean change(Supplier<ConfigurationChange> change, String done) {
    try {
      notices.findings(change.get());
      notices.done(done);
      return true;
    } catch (ConfigurationRefused e) {
      form.show(e.faults());
      if (e.reason() == ConfigurationRefused.Reason.CHANGED) {
        notices.error("changedMeanwhile");
      } else {
        e.faults().stream()
            .filter(fault -> fault.pointer().isEmpty())
            .forEach(fault -> notices.errorSentence(fault.message()));
      }
      return false;
    }
  }

  public Form getForm() {
    return form;
  }

  public String getLine() {
    return line;
  }

  public void setLine(@Nullable String line) {
    this.line = line == null ? "" : line;
  }
}
