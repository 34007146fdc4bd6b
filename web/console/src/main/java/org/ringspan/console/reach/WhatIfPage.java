package org.ringspan.console.reach;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.TrunkName;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.console.page.Notices;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.IncomingCall;

/** What would become of a call: who rings, who doesn't, and why. */
@Named
@RequestScoped
public class WhatIfPage {
  private static final int LONGEST = 255;
  private static final int MOST_OFFERED = 200;

  @Inject private WhatIf rules;
  @Inject private ConfigurationSource configuration;
  @Inject private Notices notices;
  @Inject private Clock clock;
  private String from = "";
  private String called = "";
  private String caller = "";
  private boolean hidden;
  private boolean allRegistered;
  private String at = "";
  private WhatIf.@Nullable Answer answer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public WhatIfPage() {}

  /** Asks when something was filled in. */
  public void ask() {
    if (from.isEmpty() && called.isEmpty()) {
      return;
    }
    try {
      answer =
          rules.ask(
              new IncomingCall(
                  origin(),
                  limited(called, "calledMissing"),
                  new CallerIdentity(
                      "",
                      caller.isEmpty() ? Optional.empty() : Optional.of(limited(caller, "")),
                      hidden)),
              moment(),
              allRegistered ? Optional.of(device -> true) : Optional.empty());
    } catch (IllegalArgumentException e) {
      notices.errorSentence(String.valueOf(e.getMessage()));
    }
  }

  private String limited(String value, String missing) {
    if (value.isEmpty() || value.length() > LONGEST) {
      throw new IllegalArgumentException(
          notices.text(missing.isEmpty() || !value.isEmpty() ? "tooLong" : missing));
    }
    return value;
  }

  private CallOrigin origin() {
    ConfigurationSnapshot now = configuration.current();
    int colon = from.indexOf(':');
    String kind = colon < 0 ? "device" : from.substring(0, colon);
    String name = from.substring(colon + 1);
    if (kind.equals("trunk")) {
      TrunkName trunk = new TrunkName(name);
      if (now.trunk(trunk).isPresent()) {
        return new CallOrigin.FromTrunk(trunk);
      }
    } else {
      DeviceName device = new DeviceName(name);
      if (now.device(device).isPresent()) {
        return new CallOrigin.FromDevice(device);
      }
    }
    throw new IllegalArgumentException(notices.text("noSuchOrigin", from));
  }

  private Instant moment() {
    if (at.isEmpty()) {
      return clock.instant();
    }
    try {
      return at.endsWith("Z")
          ? Instant.parse(at)
          : LocalDateTime.parse(at).toInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(notices.text("noMoment"), e);
    }
  }

  /** From where a call may come, as it is typed; the trunks first. */
  public List<String> getOrigins() {
    ConfigurationSnapshot now = configuration.current();
    List<String> origins = new ArrayList<>();
    now.trunks().inOrder().forEach(trunk -> origins.add("trunk:" + trunk.name().value()));
    now.devices().stream()
        .map(device -> "device:" + device.name().value())
        .sorted()
        .limit(MOST_OFFERED)
        .forEach(origins::add);
    return origins;
  }

  public WhatIf.@Nullable Answer getAnswer() {
    return answer;
  }

  public String getFrom() {
    return from;
  }

  public void setFrom(@Nullable String from) {
    this.from = from == null ? "" : from.strip();
  }

  public String getCalled() {
    return called;
  }

  public void setCalled(@Nullable String called) {
    this.called = called == null ? "" : called.strip();
  }

  public String getCaller() {
    return caller;
  }

  public void setCaller(@Nullable String caller) {
    this.caller = caller == null ? "" : caller.strip();
  }

  public boolean isHidden() {
    return hidden;
  }

  public void setHidden(boolean hidden) {
    this.hidden = hidden;
  }

  public boolean isAllRegistered() {
    return allRegistered;
  }

  public void setAllRegistered(boolean allRegistered) {
    this.allRegistered = allRegistered;
  }

  public String getAt() {
    return at;
  }

  /** The same as an input of the page takes it. */
  public String getAtInput() {
    try {
      return at.endsWith("Z")
          ? LocalDateTime.ofInstant(Instant.parse(at), ZoneOffset.UTC)
              .truncatedTo(ChronoUnit.SECONDS)
              .toString()
          : at;
    } catch (DateTimeException e) {
      return "";
    }
  }

  public void setAt(@Nullable String at) {
    this.at = at == null ? "" : at.strip();
  }
}
