package org.ringspan.registration;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
 *   <li>Proxies may stay on its way ({@code Path}) when they can be routed through and, if that is
 *       wanted, when the phone knows it (RFC 3327).
 *   <li>A numbered flow counts when the first hop keeps it open (RFC 5626 section 6): that is us or
 *       a proxy that says so.
 *   <li>{@code *} with {@code Expires: 0} removes everything.
 *   <li>A contact with the time zero is removed.
 *   <li>Any other contact replaces the binding of the same place, and the earlier binding of the
 *       same phone instance and flow number (RFC 5626 section 6), or is added. Numbered flows are
 *       told apart by their number alone, whatever their URIs.
 *   <li>A request that is not newer than what it would change is refused.
 *   <li>A device has no more places, and a phone no more flows, than allowed.
 * </ol>
 *
 * Pure: the same request, bindings and moment give the same result.
 */
public final class RegistrationRules {
  private static final Duration ONE_HOUR = Duration.ofHours(1);
  private static final int LONGEST_TOKEN = 255;
  private static final int LONGEST_PATH = 2000;
  private static final int MOST_PROXIES = 8;

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
    return refusedWay().<RegistrationResult>map(Refused::new).orElseGet(this::update);
  }

  private Optional<Why> refusedWay() {
    if (!pathIsUsable()) {
      return Optional.of(Why.BAD_PATH);
    }
    if (!request.way().path().isEmpty()
        && limits.pathMustBeSupported()
        && !request.supported().contains(Extension.PATH)) {
      return Optional.of(Why.PATH_NOT_SUPPORTED);
    }
    boolean flow = request.contacts().stream().anyMatch(RegistrationRules::isFlow);
    // rfc5626#section-6: "if the REGISTER request contains the reg-id and the outbound option tag
    // in a Supported header field, then the registrar MUST respond to the REGISTER request with a
    // 439 (First Hop Lacks Outbound Support) response; otherwise, the registrar MUST ignore the
    // "reg-id" parameter of the Contact header."
    if (flow && !firstHopKeepsFlows() && request.supported().contains(Extension.OUTBOUND)) {
      return Optional.of(Why.FIRST_HOP_LACKS_OUTBOUND);
    }
    // rfc5626#section-6: "if the Contact header field contains more than one header field value
    // with a non-zero expiration and any of these header field values contain a "reg-id" Contact
    // header field parameter, the entire registration SHOULD be rejected with a 400"
    List<Place> lasting =
        request.contacts().stream()
            .map(Place.class::cast)
            .filter(place -> askedBy(place).isPositive())
            .toList();
    if (firstHopKeepsFlows()
        && lasting.size() > 1
        && lasting.stream().anyMatch(RegistrationRules::isFlow)) {
      return Optional.of(Why.FLOW_NOT_ALONE);
    }
    return Optional.empty();
  }

  private boolean pathIsUsable() {
    List<String> path = request.way().path();
    return path.size() <= MOST_PROXIES
        && path.stream().mapToInt(String::length).sum() <= LONGEST_PATH
        && path.stream()
            .allMatch(
                proxy ->
                    ContactUri.in(proxy)
                        .filter(uri -> uri.parameters().containsKey("lr"))
                        .isPresent());
  }

  // rfc5626#section-6: "If the registrar is not the first hop, it MUST examine the Path header of
  // the request. If the Path header field is missing or it exists but the first URI does not have
  // an "ob" URI parameter, then outbound processing MUST NOT be applied". The first hop's URI is
  // the first that was put in, the last in the list.
  private boolean firstHopKeepsFlows() {
    List<String> path = request.way().path();
    return request.way().direct()
        || !path.isEmpty()
            && ContactUri.in(path.getLast())
                .filter(uri -> uri.parameters().containsKey("ob"))
                .isPresent();
  }

  private static boolean isFlow(RequestedContact contact) {
    return contact instanceof Place place
        && place.instance().filter(phone -> phone.flowNumber().isPresent()).isPresent();
  }

  private Duration askedBy(Place place) {
    return place.expires().or(request::expires).orElse(limits.normal());
  }

  /** The contact with its flow number as far as that counts. */
  private Place effective(Place place) {
    return firstHopKeepsFlows()
        ? place
        : new Place(place.uri(), place.expires(), place.instance().map(PhoneInstance::withoutFlow));
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
      Place place = effective((Place) requested);
      Optional<ContactUri> uri = ContactUri.in(place.uri());
      if (uri.isEmpty()) {
        return new Refused(Why.BAD_CONTACT);
      }
      if (place.instance().filter(one -> !isUsable(one.urn())).isPresent()) {
        return new Refused(Why.UNUSABLE_TOKEN);
      }
      Duration asked = askedBy(place);
      if (isTooBrief(asked)) {
        return new Refused(Why.TOO_BRIEF, Optional.of(limits.shortest()));
      }
      List<Binding> replaced =
          after.stream()
              .filter(
                  binding ->
                      isSamePlace(binding, place, uri.get()) || isSamePhone(binding, place, made))
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
    if (after.size() > before.size() && hasTooMany(after)) {
      return new Refused(Why.TOO_MANY_CONTACTS);
    }
    boolean outbound =
        request.supported().contains(Extension.OUTBOUND) && made.stream().anyMatch(Binding::isFlow);
    return new Registered(after, changeTo(after), outbound);
  }

  private boolean hasTooMany(List<Binding> after) {
    Map<String, Long> flowsOfPhones =
        after.stream()
            .filter(Binding::isFlow)
            .flatMap(binding -> binding.instance().stream())
            .collect(groupingBy(PhoneInstance::urn, counting()));
    long single = after.stream().filter(binding -> !binding.isFlow()).count();
    return single + flowsOfPhones.size() > limits.contacts()
        || flowsOfPhones.values().stream().anyMatch(flows -> flows > limits.flows());
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
        request.way().flow(),
        request.callId(),
        request.sequence(),
        now.plus(granted),
        place.instance(),
        request.way().path());
  }

  // rfc5626#section-6: a numbered flow's binding is between the address of record and "the
  // combination of the instance-id [...] and the value of "reg-id"": its URI may be that of another
  // flow.
  private static boolean isSamePlace(Binding binding, Place place, ContactUri uri) {
    return !binding.isFlow()
        && ContactUri.in(binding.contact()).filter(uri::matches).isPresent()
        && (!isFlow(place) || isSameInstanceOrUnknown(binding, place));
  }

  /** A phone that has learnt to number its flows takes its own earlier binding over. */
  private static boolean isSameInstanceOrUnknown(Binding binding, Place place) {
    return binding
        .instance()
        .map(phone -> place.instance().filter(one -> one.urn().equals(phone.urn())).isPresent())
        .orElse(true);
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
