package org.ringspan.console.things;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.omnifaces.util.Faces;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.Resource;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.configuration.boundary.ResourcePage;
import org.ringspan.configuration.boundary.ResourceQuestion;
import org.ringspan.console.page.Notices;
import org.ringspan.console.page.Words;
import org.ringspan.console.session.Viewer;

/** The things of one kind, page by page. */
@Named
@RequestScoped
public class ThingsPage {
  private static final int MOST = 50;

  @Inject private ConfigurationReading reading;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private Words words;
  private String kind = "";
  private String text = "";
  private String after = "";
  private @Nullable ResourcePage page;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ThingsPage() {}

  /**
   * A row of the list.
   *
   * @param address the page of the thing
   * @param cells the first is what the thing is called
   */
  public record Row(String address, List<String> cells) {
    public String getAddress() {
      return address;
    }

    public String getFirst() {
      return cells.getFirst();
    }

    public List<String> getOthers() {
      return cells.subList(1, cells.size());
    }
  }

  /** There are no things of kinds that aren't. */
  public void check() throws IOException {
    if (Kinds.named(kind).filter(it -> !it.isSingle()).isEmpty()) {
      Faces.responseSendError(HttpServletResponse.SC_NOT_FOUND, "no such kind");
    }
  }

  private ResourceKind what() {
    return Kinds.named(kind).orElse(ResourceKind.PARTITION);
  }

  private ResourcePage page() {
    if (page == null) {
      page = reading.list(what(), new ResourceQuestion(filled(text), filled(after), MOST));
    }
    return page;
  }

  private static Optional<String> filled(@Nullable String value) {
    return value == null || value.isBlank() ? Optional.empty() : Optional.of(value.strip());
  }

  public String getTitle() {
    return notices.text(Kinds.textKey(what()));
  }

  public String getHere() {
    return Kinds.here(what());
  }

  public List<String> getColumns() {
    return Kinds.columns(what()).stream().map(words::fieldLabel).toList();
  }

  public List<Row> getRows() {
    return page().resources().stream().map(this::row).toList();
  }

  private Row row(Resource thing) {
    JsonObject json = thing.json();
    return new Row(
        Addresses.thing(what(), thing.key(), viewer.isAdministrator()),
        Kinds.columns(what()).stream().map(field -> Kinds.shown(json, field)).toList());
  }

  /** Where the next page is; empty: this is the last. */
  public String getNext() {
    return page()
        .after()
        .map(
            key ->
                Addresses.list(what())
                    + "&q="
                    + Addresses.encoded(getText())
                    + "&after="
                    + Addresses.encoded(key))
        .orElse("");
  }

  public String getKind() {
    return kind;
  }

  public void setKind(String kind) {
    this.kind = kind;
  }

  public String getText() {
    return text;
  }

  public void setText(@Nullable String text) {
    this.text = text == null ? "" : text;
  }

  public String getAfter() {
    return after;
  }

  public void setAfter(@Nullable String after) {
    this.after = after == null ? "" : after;
  }
}
