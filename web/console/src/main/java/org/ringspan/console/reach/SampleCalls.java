package org.ringspan.console.reach;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ringspan.address.E164Number;
import org.ringspan.configuration.ConfigurationSnapshot;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.console.page.Notices;
import org.ringspan.reach.CallOrigin;
import org.ringspan.reach.CallerIdentity;
import org.ringspan.reach.IncomingCall;

/** Calls to a line that could come, to show what would become of them. */
@RequestScoped
public class SampleCalls {
  /** A number that nobody has (the plan of North America keeps 555-01XX for examples). */
  private static final String SOMEBODY = "+14085550100";

  @Inject private WhatIf rules;
  @Inject private ConfigurationSource configuration;
  @Inject private Notices notices;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public SampleCalls() {}

  /** Who calls. */
  public enum Who {
    /** Somebody outside who shows a number. */
    OUTSIDE,
    /** Somebody outside who withholds it. */
    PRIVATE,
    /** A colleague. */
    INSIDE;

    static Who of(String name) {
      for (Who who : values()) {
        if (who.name().toLowerCase(Locale.ROOT).equals(name)) {
          return who;
        }
      }
      return OUTSIDE;
    }
  }

  /** The telephones that a call at a moment would ring, and those that it wouldn't. */
  List<WhatIf.Leg> legs(Line line, Who who, String number, Instant at, boolean asNow) {
    return call(line, who, number)
        .map(call -> rules.ask(call, at, asNow ? Optional.empty() : Optional.of(device -> true)))
        .map(WhatIf.Answer::legs)
        .orElse(List.of());
  }

  /** The same in words, with what comes after. */
  List<String> sentences(Line line, Who who, String number, Instant at, boolean asNow) {
    return call(line, who, number)
        .map(call -> rules.ask(call, at, asNow ? Optional.empty() : Optional.of(device -> true)))
        .map(WhatIf.Answer::sentences)
        .orElseGet(() -> List.of(notices.text("nobodyCouldCall")));
  }

  private Optional<IncomingCall> call(Line line, Who who, String number) {
    ConfigurationSnapshot now = configuration.current();
    if (who == Who.INSIDE) {
      return now.devices().stream()
          .filter(device -> !device.owner().equals(line.owner()) && !device.lines().isEmpty())
          .findFirst()
          .map(device -> inside(device, line));
    }
    String caller = number.isEmpty() ? SOMEBODY : number;
    return now.defaultTrunk()
        .map(
            trunk ->
                new IncomingCall(
                    new CallOrigin.FromTrunk(trunk.name()),
                    line.did().map(E164Number::value).orElse(line.number().digits()),
                    new CallerIdentity("", Optional.of(caller), who == Who.PRIVATE)));
  }

  private static IncomingCall inside(Device device, Line line) {
    return new IncomingCall(
        new CallOrigin.FromDevice(device.name()),
        line.number().digits(),
        new CallerIdentity("", Optional.of(device.lines().getFirst().digits()), false));
  }
}
