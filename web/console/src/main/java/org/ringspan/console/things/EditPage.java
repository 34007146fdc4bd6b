package org.ringspan.console.things;

import jakarta.faces.view.ViewScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.address.UserId;
import org.ringspan.configuration.boundary.ConfigurationChange;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.console.form.Form;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;

/** One thing of the configuration, to be made, changed, removed, or only looked at. */
@Named
@ViewScoped
public class EditPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @Inject private transient ConfigurationEditing editing;
  @Inject private transient ConfigurationReading reading;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private LastChange last;
  private String kind = "";
  private String key = "";
  private String tag = "";
  private String password = "";
  private String pin = "";
  private ResourceKind what = ResourceKind.USER;
  private boolean fresh;
  private Form form = Form.empty(ResourceKind.USER);

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public EditPage() {}

  /** Reads the thing, or begins with an empty form. */
  public void load() throws IOException {
    Optional<ResourceKind> named = Kinds.named(kind);
    if (named.isEmpty()) {
      Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, "no such kind");
      return;
    }
    what = named.get();
    if (what.isSingle()) {
      key = ResourceKind.ONLY;
    }
    Optional<Resource> thing = key.isEmpty() ? Optional.empty() : reading.read(what, key);
    fresh = thing.isEmpty();
    if (fresh && !key.isEmpty() && !what.isSingle()) {
      Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, "no such thing");
      return;
    }
    tag = thing.map(Resource::tag).orElse("");
    form = thing.map(it -> Form.of(what, it.json())).orElseGet(() -> Form.empty(what));
  }

  /** Writes what is filled in; its faults are shown where they are. */
  public void save() throws IOException {
    JsonObject json = form.json();
    if (change(
        () ->
            fresh
                ? editing.create(viewer.administrator(), what, json)
                : editing.replace(viewer.administrator(), what, key, Optional.of(tag), json),
        "saved")) {
      Faces.redirect(
          what == ResourceKind.USER ? Addresses.user(json.getString("id")) : Addresses.list(what));
    }
  }

  /** Removes the thing. */
  public void delete() throws IOException {
    if (change(
        () -> editing.delete(viewer.administrator(), what, key, Optional.of(tag)), "deleted")) {
      Faces.redirect(Addresses.list(what));
    }
  }

  private boolean change(Supplier<ConfigurationChange> change, String done) {
    try {
      ConfigurationChange made = change.get();
      String name =
          made.resource()
              .map(Resource::key)
              .orElse(key)
              .replace(ResourceKind.ONLY, what.singular());
      notices.findings(made);
      last.remember(made.audit(), notices.text(done, name));
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

  /** Gives the thing another password. */
  public void setPassword() {
    set(
        switch (what) {
          case USER ->
              () -> editing.setUserPassword(viewer.administrator(), new UserId(key), password);
          case DEVICE -> () -> editing.setDevicePassword(viewer.administrator(), key, password);
          default -> () -> editing.setTrunkPassword(viewer.administrator(), key, password);
        });
  }

  /** Gives the user another PIN. */
  public void storePin() {
    try {
      editing.setUserPin(viewer.administrator(), new UserId(key), pin);
      notices.done("pinSet", key);
    } catch (ConfigurationRefused e) {
      e.faults().forEach(fault -> notices.errorSentence(fault.message()));
    } finally {
      pin = "";
    }
  }

  /** Gives a trunk the password with which we answer it. */
  public void setLoginPassword() {
    set(() -> editing.setTrunkLoginPassword(viewer.administrator(), key, password));
  }

  private void set(Runnable setting) {
    try {
      setting.run();
      notices.done("passwordSet", key);
    } catch (ConfigurationRefused e) {
      e.faults().forEach(fault -> notices.errorSentence(fault.message()));
    } finally {
      password = "";
    }
  }

  public String getTitle() {
    String name = notices.text(Kinds.textKey(what) + "_one");
    return what.isSingle() ? name : fresh ? notices.text("newOne", name) : name + " " + key;
  }

  public String getHere() {
    return Kinds.here(what);
  }

  /** Where one goes without changing anything. */
  public String getBack() {
    return what == ResourceKind.USER && !fresh ? Addresses.user(key) : Addresses.list(what);
  }

  public boolean isFresh() {
    return fresh;
  }

  public boolean isRemovable() {
    return !fresh && !what.isPermanent();
  }

  public boolean isHasPassword() {
    return what == ResourceKind.USER || what == ResourceKind.DEVICE || what == ResourceKind.TRUNK;
  }

  public boolean isHasPin() {
    return what == ResourceKind.USER;
  }

  public String getPin() {
    return "";
  }

  public void setPin(@Nullable String pin) {
    this.pin = pin == null ? "" : pin;
  }

  public boolean isTrunk() {
    return what == ResourceKind.TRUNK;
  }

  public Form getForm() {
    return form;
  }

  public String getKind() {
    return kind;
  }

  public void setKind(@Nullable String kind) {
    this.kind = kind == null ? "" : kind;
  }

  public String getKey() {
    return key;
  }

  public void setKey(@Nullable String key) {
    this.key = key == null ? "" : key;
  }

  public String getPassword() {
    return "";
  }

  public void setPassword(@Nullable String password) {
    this.password = password == null ? "" : password;
  }
}
