package org.ringspan.console.me;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.configuration.boundary.ConfigurationEditing;
import org.ringspan.configuration.boundary.ConfigurationRefused;
import org.ringspan.console.page.Notices;
import org.ringspan.console.session.Viewer;
import org.ringspan.identity.AccessToken;
import org.ringspan.identity.AccessToken.Scope;
import org.ringspan.identity.boundary.AccessTokens;
import org.ringspan.identity.boundary.LoginResult;
import org.ringspan.identity.boundary.Logins;

/** One's password, and the tokens of one's programs. */
@Named
@RequestScoped
public class AccountPage {
  @Inject private ConfigurationEditing editing;
  @Inject private AccessTokens tokens;
  @Inject private Logins logins;
  @Inject private Viewer viewer;
  @Inject private Notices notices;
  @Inject private Clock clock;
  private String current = "";
  private String password = "";
  private String again = "";
  private String pin = "";
  private String name = "";
  private Scope scope = Scope.READ;
  private int days = 90;
  private String made = "";

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AccountPage() {}

  /** Changes the password of who knows the old one. */
  public void changePassword() {
    if (!password.equals(again)) {
      notices.error("passwordsDiffer");
      return;
    }
    knowing(
        () -> {
          editing.setUserPassword(viewer.self(), viewer.user(), password);
          notices.done("ownPasswordSet");
        });
  }

  /** Changes the PIN of who knows the password. */
  public void changePin() {
    knowing(
        () -> {
          editing.setUserPin(viewer.self(), viewer.user(), pin);
          notices.done("ownPinSet");
        });
  }

  private void knowing(Runnable change) {
    switch (logins.logIn(viewer.user().value(), current, viewer.source())) {
      case LoginResult.Accepted accepted -> {
        try {
          change.run();
        } catch (ConfigurationRefused e) {
          e.faults().forEach(fault -> notices.errorSentence(fault.message()));
        }
      }
      case LoginResult.Refused refused -> notices.error("currentWrong");
      case LoginResult.TryLater(Duration after) ->
          notices.error("loginLater", after.toSeconds() + 1);
    }
  }

  /** Makes a token; its text is shown once. */
  public void makeToken() {
    try {
      Optional<Instant> end =
          days == 0 ? Optional.empty() : Optional.of(clock.instant().plus(Duration.ofDays(days)));
      tokens
          .make(viewer.self(), viewer.user(), name.strip(), scope, end)
          .ifPresent(it -> made = it.text());
    } catch (IllegalArgumentException e) {
      notices.errorSentence(String.valueOf(e.getMessage()));
    }
  }

  /** Ends a token of one's own. */
  public void revoke(String id) {
    if (id.matches("[0-9]{1,18}")
        && tokens.revoke(viewer.self(), Long.parseLong(id), Optional.of(viewer.user()))) {
      notices.done("tokenEnded");
    } else {
      notices.error("noSuchToken");
    }
  }

  public List<Row> getTokens() {
    return tokens.all(Optional.of(viewer.user())).stream().map(Row::new).toList();
  }

  /** A token, without its text. */
  public record Row(AccessToken token) {
    public long getId() {
      return token.id();
    }

    public String getName() {
      return token.name();
    }

    public Scope getScope() {
      return token.scope();
    }

    public Instant getCreated() {
      return token.created();
    }

    public @Nullable Instant getExpires() {
      return token.expires().orElse(null);
    }

    public @Nullable Instant getLastUsed() {
      return token.lastUsed().orElse(null);
    }
  }

  public String getMade() {
    return made;
  }

  public String getCurrent() {
    return "";
  }

  public void setCurrent(@Nullable String current) {
    this.current = current == null ? "" : current;
  }

  public String getPassword() {
    return "";
  }

  public void setPassword(@Nullable String password) {
    this.password = password == null ? "" : password;
  }

  public String getAgain() {
    return "";
  }

  public void setAgain(@Nullable String again) {
    this.again = again == null ? "" : again;
  }

  public String getPin() {
    return "";
  }

  public void setPin(@Nullable String pin) {
    this.pin = pin == null ? "" : pin;
  }

  public String getName() {
    return name;
  }

  public void setName(@Nullable String name) {
    this.name = name == null ? "" : name;
  }

  public Scope getScope() {
    return scope;
  }

  public void setScope(Scope scope) {
    this.scope = scope;
  }

  public int getDays() {
    return days;
  }

  public void setDays(int days) {
    this.days = days;
  }
}
