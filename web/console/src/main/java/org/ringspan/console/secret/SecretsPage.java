package org.ringspan.console.secret;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.secret.SecretName;
import org.ringspan.secret.SecretState;
import org.ringspan.secret.boundary.Secrets;

/** Passwords that the server logs in elsewhere with: put in and taken away, never shown. */
@Named
@RequestScoped
public class SecretsPage {
  /** How the keys of the texts for names begin. */
  static final String WORD = "secret_";

  @Inject private Secrets secrets;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  private String name = "";
  private String value = "";

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SecretsPage() {}

  /** What is told of a secret. */
  public record Row(SecretState state) {
    public String getName() {
      return state.name().written();
    }

    public String getKey() {
      return WORD + state.name().name();
    }

    public boolean isKept() {
      return state.kept().isPresent();
    }

    public boolean isReadable() {
      return state.readable();
    }

    public boolean isInSettings() {
      return state.inSettings();
    }

    public String getProperty() {
      return state.name().property();
    }

    public @Nullable Instant getChanged() {
      return state.kept().map(SecretState.Kept::at).orElse(null);
    }

    public String getBy() {
      return state.kept().map(SecretState.Kept::by).orElse("");
    }
  }

  public List<Row> getRows() {
    return secrets.states().stream().map(Row::new).toList();
  }

  /** Puts the given one in the place of what is there. */
  public void put() {
    var actor = viewer.administrator();
    SecretName.of(name)
        .ifPresentOrElse(
            which -> {
              try {
                secrets.put(actor, which, value);
                notices.done("secretKept");
              } catch (ConfigurationRefused e) {
                notices.error("secretRefused", Secrets.LONGEST);
              }
            },
            () -> notices.error("noSuchSecret"));
    value = "";
  }

  /** Takes one away. */
  public void remove(String which) {
    var actor = viewer.administrator();
    if (SecretName.of(which).filter(it -> secrets.remove(actor, it)).isPresent()) {
      notices.done("secretRemoved");
    } else {
      notices.error("noSuchSecret");
    }
  }

  public String getName() {
    return name;
  }

  public void setName(String name) {
    this.name = name;
  }

  /** Never sent back. */
  public String getValue() {
    return "";
  }

  public void setValue(String value) {
    this.value = value;
  }
}
