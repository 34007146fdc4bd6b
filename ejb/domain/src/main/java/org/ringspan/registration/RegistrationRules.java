package org.ringspan.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ringspan.registration.RegistrationResult.Change;
import org.ringspan.registration.RegistrationResult.Queried;
import org.ringspan.registration.RegistrationResult.Refused;
import org.ringspan.registration.RegistrationResult.Registered;
import org.ringspan.registration.RegistrationResult.Why;
import org.ringspan.registration.RequestedContact.Every;
import org.ringspan.registration.RequestedContact.Place;

/**
 * What a REGISTER does to the bindings of its device (RFC 3261 section 10.3, steps 6 to 8): all of
 * it or nothing.
 *
 * <ol>
 *   <li>Without a contact it asks what is registered.
 *   <li>{@code *} with {@code Expires: 0} removes everything.
 *   <li>A contact with the time zero is removed.
 *   <li>Any other contact replaces the binding of the same place, and the earlier binding of the
 *       same phone instance and flow number (RFC 5626 section 6), or is added.
 *   <li>A request that is not newer than what it would change is refused.
 *   <li>A device has no more places than allowed.
 * </ol>
 *
 * Pure: the same request, bindings and moment give the same result.
 */
public final class RegistrationRules {
  private static final Duration ONE_HOUR = Duration.ofHours(1);
  private static final int LONGEST_TOKEN = 255;

  private final RegistrationRequest request;
  private final List<Binding> before;
  private final Instant now;
  private final RegistrationLimits limits;

  private RegistrationRules(
      RegistrationRequest request, List<Binding> before, Instant now, RegistrationLimits limits) {
    this.request = request;
    this.before = before;
    this.now = now;
    this.limits = limits;
  }

  /**
   * What becomes of {@code request}.
   *
   * @param bindings those of the request's device; expired ones are as good as gone
   */
  public static RegistrationResult on(
      RegistrationRequest request, List<Binding> bindings, Instant now, RegistrationLimits limits) {
    List<Binding> valid = bindings.stream().filter(binding -> binding.isValidAt(now)).toList();
    return new RegistrationRules(request, valid, now, limits).result();
  }

  private RegistrationResult result() {
    if (request.contacts().isEmpty()) {
      return new Queried(before);
    }
    if (!isUsable(request.callId())) {
      return new Refused(Why.UNUSABLE_TOKEN);
    }
    if (request.contacts().stream().anyMatch(Every.class::isInstance)) {
      return removeEverything();
    }
    return update();
  }

  private RegistrationResult removeEverything() {
    // rfc3261#section-10.3: "If the request has additional Contact fields or an expiration time
    // other than zero, the request is invalid, and the server MUST return a 400"
    boolean alone = request.contacts().size() == 1;
    if (!alone || !request.expires().equals(Optional.of(Duration.ZERO))) {
      return new Refused(Why.STAR_MISUSED);
    }
    if (before.stream().anyMatch(this::isNewerThanRequest)) {
      return new Refused(Why.OUT_OF_ORDER);
    }
    return new Registered(List.of(), before.isEmpty() ? Change.TIMES : Change.PLACES);
  }

  private RegistrationResult update() {
    List<Binding> after = new ArrayList<>(before);
    Set<Binding> made = new HashSet<>();
    for (RequestedContact requested : request.contacts()) {
      Place place = (Place) requested;
      Optional<ContactUri> uri = ContactUri.in(place.uri());
      if (uri.isEmpty()) {
        return new Refused(Why.BAD_CONTACT);
      }
      if (place.instance().filter(one -> !isUsable(one.urn())).isPresent()) {
        return new Refused(Why.UNUSABLE_TOKEN);
      }
      Duration asked = place.expires().or(request::expires).orElse(limits.normal());
      if (isTooBrief(asked)) {
        return new Refused(Why.TOO_BRIEF, Optional.of(limits.shortest()));
      }
      List<Binding> replaced =
          after.stream()
              .filter(
                  binding -> isSamePlace(binding, uri.get()) || isSamePhone(binding, place, made))
              .toList();
      if (replaced.stream()
          .anyMatch(binding -> !made.contains(binding) && isNewerThanRequest(binding))) {
        return new Refused(Why.OUT_OF_ORDER);
      }
      after.removeAll(replaced);
      if (asked.isPositive()) {
        Binding binding = bindingOf(place, asked);
        after.addFirst(binding);
        made.add(binding);
      }
    }
    if (after.size() > limits.contacts() && after.size() > before.size()) {
      return new Refused(Why.TOO_MANY_CONTACTS);
    }
    return new Registered(after, changeTo(after));
  }

  // rfc3261#section-10.3: "If and only if the requested expiration interval is greater than zero
  // AND smaller than one hour AND less than a registrar-configured minimum, the registrar MAY
  // reject the registration with a response of 423 (Interval Too Brief)."
  private boolean isTooBrief(Duration asked) {
    return asked.isPositive()
        && asked.compareTo(ONE_HOUR) < 0
        && asked.compareTo(limits.shortest()) < 0;
  }

  private static boolean isUsable(String token) {
    return token.length() <= LONGEST_TOKEN && token.chars().allMatch(c -> c > ' ' && c < 127);
  }

  private Binding bindingOf(Place place, Duration asked) {
    Duration granted = asked.compareTo(limits.longest()) > 0 ? limits.longest() : asked;
    return new Binding(
        request.device(),
        place.uri(),
        request.flow(),
        request.callId(),
        request.sequence(),
        now.plus(granted),
        place.instance());
  }

  private static boolean isSamePlace(Binding binding, ContactUri uri) {
    return ContactUri.in(binding.contact()).filter(uri::matches).isPresent();
  }

  /** A phone that comes back with another address; two contacts of one request are two places. */
  private static boolean isSamePhone(Binding binding, Place place, Set<Binding> made) {
    return place.instance().isPresent()
        && binding.instance().equals(place.instance())
        && !made.contains(binding);
  }

  // rfc3261#section-10.3: "If the Call-ID value in the existing binding differs from the Call-ID
  // value in the request, the binding MUST be removed if the expiration time is zero and updated
  // otherwise. If they are the same, the registrar compares the CSeq value."
  private boolean isNewerThanRequest(Binding binding) {
    return binding.callId().equals(request.callId()) && binding.sequence() >= request.sequence();
  }

  private Change changeTo(List<Binding> after) {
    boolean samePlaces =
        after.size() == before.size()
            && after.stream().allMatch(binding -> before.stream().anyMatch(binding::leadsWhere));
    return samePlaces ? Change.TIMES : Change.PLACES;
  }
}
