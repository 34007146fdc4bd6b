package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.configuration.boundary.ConfigurationSource;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Extension;
import org.ringspan.registration.Flow;
import org.ringspan.registration.Gruu;
import org.ringspan.registration.PhoneInstance;
import org.ringspan.registration.RegistrationRequest;
import org.ringspan.registration.RegistrationRequest.Way;
import org.ringspan.registration.RegistrationResult;
import org.ringspan.registration.RegistrationResult.Why;
import org.ringspan.registration.RequestedContact;
import org.ringspan.registration.boundary.RegistrarService;
import org.ringspan.sip.container.api.FlowClosed;

/**
 * A phone registers (RFC 3261 section 10.3):
 *
 * <ol>
 *   <li>it proves which device it is;
 *   <li>it may register that device only;
 *   <li>its contacts are read and the registrar decides;
 *   <li>the answer lists what is registered now, with the addresses that reach each phone (RFC
 *       5627), the proxies on the way (RFC 3327) and whether the flow has to be kept (RFC 5626).
 * </ol>
 */
@ApplicationScoped
public class RegisterRequests {
  private static final Logger LOG = Logger.getLogger(RegisterRequests.class);
  private static final int MOST_CONTACTS = 20;
  private static final Pattern IN_BRACKETS = Pattern.compile("<([^<>]*)>");
  private static final String SUPPORTED =
      Arrays.stream(Extension.values()).map(Extension::tag).collect(Collectors.joining(", "));

  @Inject private Senders senders;
  @Inject private Addressing addressing;
  @Inject private RegistrarService registrar;
  @Inject private ConfigurationSource configuration;
  private final Clock clock = Clock.systemUTC();

  void arrive(SipServletRequest register) throws IOException {
    if (!(register.getRequestURI() instanceof SipURI domain)
        || !addressing.isOurs(domain, register)) {
      register.createResponse(SipServletResponse.SC_NOT_FOUND).send();
      return;
    }
    Optional<DeviceName> device = senders.deviceOf(register);
    if (device.isEmpty()) {
      return;
    }
    if (!registers(register, device.get())) {
      register.createResponse(SipServletResponse.SC_FORBIDDEN).send();
      return;
    }
    RegistrationRequest request;
    try {
      request = read(register, device.get());
    } catch (ServletParseException | IllegalArgumentException e) {
      // What it says can't be read; nothing of it is repeated to whoever sent it.
      register.createResponse(SipServletResponse.SC_BAD_REQUEST).send();
      return;
    }
    registrar.register(request).thenAccept(result -> answer(register, result));
  }

  // rfc3261#section-10.3 step 4: "If the authenticated user is not authorized to modify bindings,
  // the registrar MUST return a 403
  // (Forbidden)".
  private static boolean registers(SipServletRequest register, DeviceName device) {
    return register.getTo().getURI() instanceof SipURI to && device.value().equals(to.getUser());
  }

  private static RegistrationRequest read(SipServletRequest register, DeviceName device)
      throws ServletParseException {
    return new RegistrationRequest(
        device,
        register.getCallId(),
        sequence(register),
        contacts(register),
        expires(register),
        way(register),
        supported(register));
  }

  private static Way way(SipServletRequest register) {
    return new Way(
        new Flow(
            Transport.valueOf(register.getTransport().toUpperCase(Locale.ROOT)),
            register.getRemoteAddr(),
            register.getRemotePort()),
        path(register),
        values(register, "Via").size() == 1);
  }

  private static List<String> path(SipServletRequest register) {
    List<String> path = new ArrayList<>();
    for (String value : values(register, "Path")) {
      Matcher uris = IN_BRACKETS.matcher(value);
      if (!uris.find()) {
        throw new IllegalArgumentException("a Path without a URI in angle brackets");
      }
      do {
        path.add(uris.group(1));
      } while (uris.find());
    }
    return path;
  }

  private static Set<Extension> supported(SipServletRequest register) {
    Set<Extension> supported = EnumSet.noneOf(Extension.class);
    for (String name : List.of("Supported", "Require")) {
      for (String value : values(register, name)) {
        for (String tag : value.split(",")) {
          Extension.of(tag).ifPresent(supported::add);
        }
      }
    }
    return supported;
  }

  private static List<String> values(SipServletRequest register, String name) {
    List<String> values = new ArrayList<>();
    register.getHeaders(name).forEachRemaining(values::add);
    return values;
  }

  private static long sequence(SipServletRequest register) {
    return Long.parseLong(register.getHeader("CSeq").trim().split("\\s+", 2)[0]);
  }

  private static Optional<Duration> expires(SipServletRequest register) {
    return seconds(register.getHeader("Expires"));
  }

  /**
   * Malformed times count as 3600 (RFC 3261 section 10.2.1.1), which is what none at all amounts
   * to.
   */
  private static Optional<Duration> seconds(@Nullable String text) {
    return text != null && text.trim().matches("[0-9]{1,10}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(text.trim())))
        : Optional.empty();
  }

  private static List<RequestedContact> contacts(SipServletRequest register)
      throws ServletParseException {
    List<RequestedContact> contacts = new ArrayList<>();
    for (ListIterator<Address> given = register.getAddressHeaders("Contact"); given.hasNext(); ) {
      Address contact = given.next();
      contacts.add(contact.isWildcard() ? new RequestedContact.Every() : place(contact));
      if (contacts.size() > MOST_CONTACTS) {
        throw new IllegalArgumentException("too many contacts");
      }
    }
    return contacts;
  }

  private static RequestedContact.Place place(Address contact) {
    return new RequestedContact.Place(
        contact.getURI().toString(), seconds(contact.getParameter("expires")), instance(contact));
  }

  private static Optional<PhoneInstance> instance(Address contact) {
    String instance = contact.getParameter("+sip.instance");
    if (instance == null) {
      return Optional.empty();
    }
    String flow = contact.getParameter("reg-id");
    OptionalInt number =
        flow != null && flow.matches("0*[1-9][0-9]{0,8}")
            ? OptionalInt.of(Integer.parseInt(flow))
            : OptionalInt.empty();
    return Optional.of(new PhoneInstance(instance.replaceAll("[\"<>]", ""), number));
  }

  /** Runs on the thread that wrote the binding, when one had to be written. */
  private void answer(SipServletRequest register, RegistrationResult result) {
    try {
      send(register, result);
    } catch (IOException | IllegalStateException e) {
      // The phone asks again when it gets no answer.
      LOG.warnf(e, "the answer to a REGISTER could not be sent");
    }
  }

  private void send(SipServletRequest register, RegistrationResult result) throws IOException {
    switch (result) {
      case RegistrationResult.Registered(var bindings, var change, var outbound) ->
          list(register, bindings, outbound);
      case RegistrationResult.Queried(var bindings) -> list(register, bindings, false);
      case RegistrationResult.Refused(var why, var shortest) -> {
        SipServletResponse refusal =
            why == Why.FIRST_HOP_LACKS_OUTBOUND
                ? register.createResponse(why.status(), "First Hop Lacks Outbound Support")
                : register.createResponse(why.status());
        shortest.ifPresent(
            least -> refusal.setHeader("Min-Expires", Long.toString(least.toSeconds())));
        // rfc3261#section-21.4.16: "A response with this status code MUST contain a Require header
        // field listing the required extensions."
        if (why == Why.PATH_NOT_SUPPORTED) {
          refusal.setHeader("Require", Extension.PATH.tag());
        }
        refusal.send();
      }
    }
  }

  private void list(SipServletRequest register, List<Binding> bindings, boolean outbound)
      throws IOException {
    Instant now = clock.instant();
    SipServletResponse answer = register.createResponse(SipServletResponse.SC_OK);
    boolean gruu = supported(register).contains(Extension.GRUU);
    for (Binding binding : bindings) {
      answer.addHeader(
          "Contact",
          "<" + binding.contact() + ">" + parameters(binding, now) + (gruu ? gruu(binding) : ""));
    }
    // rfc3327#section-5.3: the phone sees by them which proxies stay on its way.
    for (String proxy : path(register)) {
      answer.addHeader("Path", "<" + proxy + ">");
    }
    answer.setHeader("Supported", SUPPORTED);
    if (outbound) {
      answer.setHeader("Require", Extension.OUTBOUND.tag());
      keepAlive(register, answer);
    }
    answer.send();
  }

  // rfc5626#section-4.4: "If the Flow-Timer header field is not present", a phone keeps its flow
  // open as often as that section says, which fits UDP. To a phone behind a proxy it is the proxy
  // that says how long it waits.
  private static void keepAlive(SipServletRequest register, SipServletResponse answer) {
    Way way = way(register);
    if (way.direct() && way.flow().isConnection()) {
      answer.setHeader("Flow-Timer", Long.toString(CallSetting.FLOW_TIMER.seconds().toSeconds()));
    }
  }

  private String gruu(Binding binding) {
    return binding
        .instance()
        .map(
            phone ->
                ";pub-gruu=\""
                    + new Gruu(binding.device(), phone.urn()).in(configuration.current().domain())
                    + "\"")
        .orElse("");
  }

  private static String parameters(Binding binding, Instant now) {
    long left = Math.max(0, Duration.between(now, binding.expires()).toSeconds());
    return ";expires=" + left + binding.instance().map(RegisterRequests::parameters).orElse("");
  }

  private static String parameters(PhoneInstance instance) {
    String named = ";+sip.instance=\"<" + instance.urn() + ">\"";
    return instance.flowNumber().isPresent()
        ? named + ";reg-id=" + instance.flowNumber().getAsInt()
        : named;
  }

  /** What was registered over a connection that is gone rings no more. */
  void closed(@Observes FlowClosed gone) {
    registrar.closed(
        new Flow(
            Transport.valueOf(gone.flow().transport().toUpperCase(Locale.ROOT)),
            gone.flow().remoteAddress(),
            gone.flow().remotePort()));
  }
}
