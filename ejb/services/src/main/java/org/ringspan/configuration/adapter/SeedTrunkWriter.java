package org.ringspan.configuration.adapter;

import static org.ringspan.configuration.adapter.SeedDialPlan.written;
import static org.ringspan.configuration.adapter.SeedWriter.array;
import static org.ringspan.configuration.adapter.SeedWriter.optional;
import static org.ringspan.configuration.adapter.SeedWriter.texts;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.ringspan.json.SharedJson;
import org.ringspan.trunk.Acceptance;
import org.ringspan.trunk.CallerPolicy;
import org.ringspan.trunk.DevicePool;
import org.ringspan.trunk.NumberFormat;
import org.ringspan.trunk.Peer;
import org.ringspan.trunk.Peers;
import org.ringspan.trunk.Region;
import org.ringspan.trunk.RouteGroup;
import org.ringspan.trunk.RouteList;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.TrunkIdentity;
import org.ringspan.trunk.TrunkNumbers;

/** Writes the sections of a seed document that lead out. */
final class SeedTrunkWriter {
  private SeedTrunkWriter() {}

  static JsonObject trunk(Trunk trunk) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("name", trunk.name().value());
    peers(json, trunk.peers());
    json.add("transport", trunk.transport().parameter())
        .add("acceptance", acceptance(trunk.acceptance()));
    optional(json, "login", trunk.login());
    optional(json, "searchSpace", trunk.searchSpace());
    optional(json, "devicePool", trunk.pool());
    return json.add("channels", trunk.channels())
        .add("supervision", trunk.supervision())
        .add("digits", written(trunk.digits()))
        .add("numbers", numbers(trunk.numbers()))
        .add("caller", identity(trunk.identity()))
        .add("probed", trunk.probed())
        .add("mediaEncryption", written(trunk.encryption()))
        .build();
  }

  private static void peers(JsonObjectBuilder json, Peers peers) {
    switch (peers) {
      case Peers.Fixed(List<Peer> all) when all.size() == 1 && isPlain(all.getFirst()) ->
          json.add("host", all.getFirst().address().value()).add("port", all.getFirst().port());
      case Peers.Fixed(List<Peer> all) -> json.add("peers", array(all, SeedTrunkWriter::peer));
      case Peers.Domain domain -> {
        json.add("domain", domain.name());
        domain.port().ifPresent(port -> json.add("port", port));
      }
    }
  }

  private static boolean isPlain(Peer peer) {
    return peer.priority() == 0 && peer.weight() == 0;
  }

  private static JsonObject peer(Peer peer) {
    return SharedJson.createObjectBuilder()
        .add("host", peer.address().value())
        .add("port", peer.port())
        .add("priority", peer.priority())
        .add("weight", peer.weight())
        .build();
  }

  private static JsonObject acceptance(Acceptance acceptance) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder();
    switch (acceptance) {
      case Acceptance.ByAddress(boolean port) ->
          json.add("by", port ? "address-and-port" : "address");
      case Acceptance.ByTlsName(var name) -> json.add("by", "tls-name").add("name", name);
      case Acceptance.ByDigest(var name) -> json.add("by", "digest").add("name", name);
    }
    return json.build();
  }

  private static JsonObject numbers(TrunkNumbers numbers) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("called", format(numbers.called()))
            .add("calling", format(numbers.calling()));
    optional(json, "incomingRegion", numbers.incomingRegion().map(Region::code));
    if (!numbers.incomingPrefix().isEmpty()) {
      json.add("incomingPrefix", numbers.incomingPrefix());
    }
    optional(json, "callingTransformations", numbers.callingTransformations());
    optional(json, "calledTransformations", numbers.calledTransformations());
    return json.build();
  }

  private static JsonObject format(NumberFormat format) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add(
                "form",
                switch (format.kind()) {
                  case E164_WITH_PLUS -> "+e164";
                  case E164_WITHOUT_PLUS -> "e164";
                  case NATIONAL -> "national";
                });
    optional(json, "region", format.region().map(Region::code));
    if (!format.prefix().isEmpty()) {
      json.add("prefix", format.prefix());
    }
    return json.build();
  }

  private static JsonObject identity(TrunkIdentity identity) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("policy", identity.caller() == CallerPolicy.OWN_ONLY ? "own" : "original");
    optional(json, "mainNumber", identity.mainNumber());
    return json.add("redirection", written(identity.redirection()))
        .add("trusted", identity.trusted())
        .build();
  }

  static JsonObject group(RouteGroup group) {
    return SharedJson.createObjectBuilder()
        .add("name", group.name().value())
        .add("trunks", texts(group.trunks()))
        .add("distribution", written(group.distribution()))
        .build();
  }

  static JsonObject list(RouteList list) {
    return SharedJson.createObjectBuilder()
        .add("name", list.name().value())
        .add("groups", texts(list.entries().stream().map(SeedTrunkWriter::entry).toList()))
        .build();
  }

  private static String entry(RouteList.Entry entry) {
    return switch (entry) {
      case RouteList.Group(var name) -> name.value();
      case RouteList.LocalRouteGroup() -> SeedTrunks.LOCAL;
    };
  }

  static JsonObject pool(DevicePool pool) {
    JsonObjectBuilder json = SharedJson.createObjectBuilder().add("name", pool.name().value());
    optional(json, "localRouteGroup", pool.localRouteGroup());
    return json.build();
  }
}
