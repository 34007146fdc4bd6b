package org.ringspan.configuration.adapter;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;
import org.ringspan.address.DevicePoolName;
import org.ringspan.address.E164Number;
import org.ringspan.address.Transport;
import org.ringspan.address.TrunkName;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.encryption.MediaEncryption;
import org.ringspan.identity.adapter.SealedHashes;
import org.ringspan.trunk.Acceptance;
import org.ringspan.trunk.CallerPolicy;
import org.ringspan.trunk.DigitDelivery;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Redirection;
import org.ringspan.trunk.Region;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkIdentity;
import org.ringspan.trunk.TrunkNumbers;

/** A trunk; the first by position is the default. */
@Entity
@Table(name = "trunk")
class TrunkEntity {
  enum Told {
    ADDRESS,
    ADDRESS_PORT,
    TLS_NAME,
    DIGEST
  }

  @Id
  @GeneratedValue(generator = "ringspan_id")
  @SequenceGenerator(name = "ringspan_id", sequenceName = "ringspan_id", allocationSize = 50)
  long id;

  @Column(name = "organisation_id")
  long organisationId;

  int position;
  String name;

  @ElementCollection
  @CollectionTable(name = "trunk_peer", joinColumns = @JoinColumn(name = "trunk_id"))
  @OrderColumn(name = "position")
  @Fetch(FetchMode.SUBSELECT)
  List<TrunkPeerRow> peers = new ArrayList<>();

  @Column(name = "peer_domain")
  @Nullable String peerDomain;

  @Column(name = "peer_domain_port")
  @Nullable Integer peerDomainPort;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Transport transport;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Told acceptance;

  @Column(name = "accepted_name")
  @Nullable String acceptedName;

  @Column(name = "ha1_md5")
  @Nullable String ha1Md5;

  @Column(name = "ha1_sha256")
  @Nullable String ha1Sha256;

  @Nullable String login;

  @Column(name = "login_password")
  @Nullable String loginPassword;

  @Column(name = "search_space")
  @Nullable String searchSpace;

  @Column(name = "device_pool_id")
  @Nullable Long devicePoolId;

  int channels;
  boolean supervision;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  DigitDelivery digits;

  @Embedded
  @AttributeOverride(name = "kind", column = @Column(name = "called_kind"))
  @AttributeOverride(name = "region", column = @Column(name = "called_region"))
  @AttributeOverride(name = "prefix", column = @Column(name = "called_prefix"))
  NumberFormatColumns called;

  @Embedded
  @AttributeOverride(name = "kind", column = @Column(name = "calling_kind"))
  @AttributeOverride(name = "region", column = @Column(name = "calling_region"))
  @AttributeOverride(name = "prefix", column = @Column(name = "calling_prefix"))
  NumberFormatColumns calling;

  @Column(name = "incoming_region")
  @Nullable String incomingRegion;

  @Column(name = "incoming_prefix")
  String incomingPrefix;

  @Column(name = "calling_transformations")
  @Nullable String callingTransformations;

  @Column(name = "called_transformations")
  @Nullable String calledTransformations;

  @Column(name = "caller_policy")
  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  CallerPolicy callerPolicy;

  @Column(name = "main_number")
  @Nullable String mainNumber;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  Redirection redirection;

  boolean trusted;
  boolean probed;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  @Column(name = "media_encryption")
  MediaEncryption mediaEncryption;

  @SuppressWarnings("NullAway.Init")
  protected TrunkEntity() {}

  /** Takes what the trunk is. A password that belongs to another name than before is dropped. */
  void set(long organisation, int position, Trunk trunk, @Nullable Long devicePoolId) {
    this.organisationId = organisation;
    this.position = position;
    this.name = trunk.name().value();
    List<TrunkPeerRow> fixed = trunk.fixedPeers().stream().map(TrunkPeerRow::of).toList();
    if (!peers.equals(fixed)) {
      peers.clear();
      peers.addAll(fixed);
    }
    this.peerDomain = null;
    this.peerDomainPort = null;
    if (trunk.peers() instanceof Peers.Domain domain) {
      this.peerDomain = domain.name();
      this.peerDomainPort = domain.port().orElse(null);
    }
    this.transport = trunk.transport();
    this.acceptance = told(trunk.acceptance());
    String name = nameOf(trunk.acceptance());
    if (acceptance != Told.DIGEST || !Objects.equals(name, acceptedName)) {
      this.ha1Md5 = null;
      this.ha1Sha256 = null;
    }
    this.acceptedName = name;
    String user = trunk.login().orElse(null);
    if (!Objects.equals(user, login)) {
      this.loginPassword = null;
    }
    this.login = user;
    this.searchSpace = named(trunk.searchSpace());
    this.devicePoolId = devicePoolId;
    this.channels = trunk.channels();
    this.supervision = trunk.supervision();
    this.digits = trunk.digits();
    this.called = NumberFormatColumns.of(trunk.numbers().called());
    this.calling = NumberFormatColumns.of(trunk.numbers().calling());
    this.incomingRegion = trunk.numbers().incomingRegion().map(Region::code).orElse(null);
    this.incomingPrefix = trunk.numbers().incomingPrefix();
    this.callingTransformations = named(trunk.numbers().callingTransformations());
    this.calledTransformations = named(trunk.numbers().calledTransformations());
    this.callerPolicy = trunk.identity().caller();
    this.mainNumber = trunk.identity().mainNumber().map(E164Number::value).orElse(null);
    this.redirection = trunk.identity().redirection();
    this.trusted = trunk.identity().trusted();
    this.probed = trunk.probed();
    this.mediaEncryption = trunk.encryption();
  }

  private static @Nullable String named(Optional<SearchSpaceName> space) {
    return space.map(SearchSpaceName::value).orElse(null);
  }

  /** Takes the password with which the trunk answers our challenges. */
  void challenged(SealedHashes hashes) {
    this.ha1Md5 = hashes.md5().orElse(null);
    this.ha1Sha256 = hashes.sha256().orElse(null);
  }

  private static Told told(Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.ByAddress(boolean port) -> port ? Told.ADDRESS_PORT : Told.ADDRESS;
      case Acceptance.ByTlsName byName -> Told.TLS_NAME;
      case Acceptance.ByDigest byDigest -> Told.DIGEST;
    };
  }

  private static @Nullable String nameOf(Acceptance acceptance) {
    return switch (acceptance) {
      case Acceptance.ByAddress byAddress -> null;
      case Acceptance.ByTlsName(var name) -> name;
      case Acceptance.ByDigest(var username) -> username;
    };
  }

  /**
   * @param pool the trunk's device pool, which another table holds
   */
  Trunk toTrunk(Optional<DevicePoolName> pool) {
    return new Trunk(
        new TrunkName(name),
        peerDomain != null
            ? new Peers.Domain(peerDomain, Optional.ofNullable(peerDomainPort))
            : new Peers.Fixed(peers.stream().map(TrunkPeerRow::toPeer).toList()),
        transport,
        toAcceptance(),
        Optional.ofNullable(login),
        Optional.ofNullable(searchSpace).map(SearchSpaceName::new),
        pool,
        channels,
        supervision,
        digits,
        new TrunkNumbers(
            called.toFormat(),
            calling.toFormat(),
            Optional.ofNullable(incomingRegion).map(Region::new),
            incomingPrefix,
            Optional.ofNullable(callingTransformations).map(SearchSpaceName::new),
            Optional.ofNullable(calledTransformations).map(SearchSpaceName::new)),
        new TrunkIdentity(
            callerPolicy,
            Optional.ofNullable(mainNumber).map(E164Number::new),
            redirection,
            trusted),
        probed,
        mediaEncryption);
  }

  private Acceptance toAcceptance() {
    return switch (acceptance) {
      case ADDRESS -> new Acceptance.ByAddress(false);
      case ADDRESS_PORT -> new Acceptance.ByAddress(true);
      case TLS_NAME -> new Acceptance.ByTlsName(Objects.requireNonNull(acceptedName));
      case DIGEST -> new Acceptance.ByDigest(Objects.requireNonNull(acceptedName));
    };
  }
}
