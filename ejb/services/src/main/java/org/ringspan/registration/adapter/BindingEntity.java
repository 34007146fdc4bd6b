package org.ringspan.registration.adapter;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DeviceName;
import org.ringspan.address.Transport;
import org.ringspan.registration.Binding;
import org.ringspan.registration.Flow;
import org.ringspan.registration.PhoneInstance;

/** One binding of a device; the newest has position 0. */
@Entity
@Table(name = "registration_binding")
@IdClass(BindingEntity.Key.class)
class BindingEntity {
  record Key(long deviceId, int position) implements Serializable {}

  @Id
  @Column(name = "device_id")
  long deviceId;

  @Id int position;
  String contact;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Transport transport;

  String address;
  int port;

  @Column(name = "call_id")
  String callId;

  @Column(name = "cseq")
  long sequence;

  @Column(name = "expires_at")
  Instant expires;

  @Column(name = "instance_urn")
  @Nullable String instance;

  @Column(name = "flow_number")
  @Nullable Integer flowNumber;

  @Nullable String path;

  @SuppressWarnings("NullAway.Init")
  protected BindingEntity() {}

  BindingEntity(long deviceId, int position, Binding binding) {
    this.deviceId = deviceId;
    this.position = position;
    this.contact = binding.contact();
    this.transport = binding.flow().transport();
    this.address = binding.flow().address();
    this.port = binding.flow().port();
    this.callId = binding.callId();
    this.sequence = binding.sequence();
    this.expires = binding.expires();
    this.path = binding.path().isEmpty() ? null : "<" + String.join("><", binding.path()) + ">";
    binding
        .instance()
        .ifPresent(
            phone -> {
              this.instance = phone.urn();
              phone.flowNumber().ifPresent(number -> this.flowNumber = number);
            });
  }

  Binding toBinding(DeviceName device) {
    OptionalInt number = flowNumber == null ? OptionalInt.empty() : OptionalInt.of(flowNumber);
    return new Binding(
        device,
        contact,
        new Flow(transport, address, port),
        callId,
        sequence,
        expires,
        Optional.ofNullable(instance).map(urn -> new PhoneInstance(urn, number)),
        path == null ? List.of() : urisIn(path));
  }

  /** No URI holds angle brackets. */
  private static List<String> urisIn(String path) {
    return List.of(path.substring(1, path.length() - 1).split("><"));
  }
}
