package org.ringspan.callcontrol;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import javax.servlet.sip.Address;
import javax.servlet.sip.ServletParseException;
import javax.servlet.sip.SipServletRequest;
import javax.servlet.sip.SipServletResponse;
import javax.servlet.sip.SipURI;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.PhoneInstance;
import org.ringspan.registration.RegistrationRequest;
import org.ringspan.registration.RegistrationResult;
import org.ringspan.registration.RequestedContact;
import org.ringspan.registration.boundary.RegistrarService;

/**
 * A phone registers (RFC 3261 section 10.3):
 *
 * <ol>
 *   <li>it proves which device it is;
 *   <li>it may register that device only;
 *   <li>its contacts are read and the registrar decides;
 *   <li>the answer lists what is registered now.
 * </ol>
 */
@ApplicationScoped
public class RegisterRequests {
  private static final Logger LOG = Logger.getLogger(RegisterRequests.class);
  private static final int MOST_CONTACTS = 20;

  @Inject private Senders senders;
  @Inject private Addressing addressing;
  @Inject private RegistrarService registrar;
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
        new Flow(
            Transport.valueOf(register.getTransport().toUpperCase(Locale.ROOT)),
            register.getRemoteAddr(),
            register.getRemotePort()));
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
        flow != null && flow.matches("[0-9]{1,9}")
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
      case RegistrationResult.Registered(var bindings, var change) -> list(register, bindings);
      case RegistrationResult.Queried(var bindings) -> list(register, bindings);
      case RegistrationResult.Refused(var why, var shortest) -> {
        SipServletResponse refusal = register.createResponse(why.status());
        shortest.ifPresent(
            least -> refusal.setHeader("Min-Expires", Long.toString(least.toSeconds())));
        refusal.send();
      }
    }
  }

  private void list(SipServletRequest register, List<Binding> bindings) throws IOException {
    Instant now = clock.instant();
    SipServletResponse answer = register.createResponse(SipServletResponse.SC_OK);
    for (Binding binding : bindings) {
      answer.addHeader("Contact", "<" + binding.contact() + ">" + parameters(binding, now));
    }
    answer.send();
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
}
