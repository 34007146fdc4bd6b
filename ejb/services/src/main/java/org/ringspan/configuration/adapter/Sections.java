package org.ringspan.configuration.adapter;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.ringspan.address.UserId;
import org.ringspan.configuration.Device;
import org.ringspan.configuration.HuntGroup;
import org.ringspan.configuration.Line;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.configuration.adapter.ConfigurationDocument.Person;
import org.ringspan.configuration.boundary.ResourceKind;
import org.ringspan.dialplan.ApplicationDialRule;
import org.ringspan.dialplan.DialPlanSettings;
import org.ringspan.dialplan.DialPlanSettings.Defaults;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.RoutePattern;
import org.ringspan.dialplan.TransformationPattern;
import org.ringspan.dialplan.TranslationPattern;
import org.ringspan.json.SharedJson;
import org.ringspan.trunk.DevicePool;
import org.ringspan.trunk.RouteGroup;
import org.ringspan.trunk.RouteList;
import org.ringspan.trunk.Trunk;
import org.ringspan.trunk.Trunks;

/** Where the things of every kind stand in a document. */
final class Sections {
  private static final Map<ResourceKind, Section<?>> ALL = all();

  private Sections() {}

  static Section<?> of(ResourceKind kind) {
    return Objects.requireNonNull(ALL.get(kind));
  }

  private static Map<ResourceKind, Section<?>> all() {
    Map<ResourceKind, Section<?>> all = new EnumMap<>(ResourceKind.class);
    people(all);
    trunks(all);
    dialPlan(all);
    patterns(all);
    all.put(
        ResourceKind.DIAL_PLAN_SETTINGS,
        only(
            document -> Optional.of(document.dialPlan().defaults()),
            (document, it) ->
                it.map(defaults -> document.withDialPlan(with(document.dialPlan(), defaults)))
                    .orElse(document),
            SeedDialPlan::defaults,
            SeedDialPlanWriter::defaults));
    all.put(
        ResourceKind.VOICEMAIL,
        only(
            ConfigurationDocument::voicemail,
            ConfigurationDocument::withVoicemail,
            SeedParser::voicemail,
            SeedWriter::voicemail));
    all.put(
        ResourceKind.HUNT_GROUP,
        new Section<HuntGroup>(
            ConfigurationDocument::huntGroups,
            ConfigurationDocument::withHuntGroups,
            group -> group.name().value(),
            group -> group.number().digits(),
            SeedHunt::group,
            SeedHunt::json));
    all.put(
        ResourceKind.PARK_NUMBERS,
        new Section<ParkNumbers>(
            ConfigurationDocument::parks,
            ConfigurationDocument::withParks,
            range -> range.name().value(),
            range -> range.first().digits(),
            SeedParks::range,
            SeedParks::json));
    all.put(
        ResourceKind.REACH,
        only(
            document -> Optional.of(document.reach()),
            (document, it) -> it.map(document::withReach).orElse(document),
            SeedReach::reach,
            SeedWriter::reach));
    return all;
  }

  private static void people(Map<ResourceKind, Section<?>> all) {
    all.put(
        ResourceKind.USER,
        new Section<>(
            ConfigurationDocument::people,
            ConfigurationDocument::withPeople,
            person -> person.id().value(),
            person -> person.user().name(),
            json -> SeedParser.person(json, SeedParser.FORWARD_NO_ANSWER),
            SeedWriter::person));
    all.put(
        ResourceKind.LINE,
        new Section<>(
            ConfigurationDocument::lines,
            (document, lines) -> ofOwners(document, lines, Line::owner, Person::withLines),
            line -> line.number().digits(),
            line -> line.did().map(Object::toString).orElse(line.number().digits()),
            json -> SeedParser.line(json, owner(json), SeedParser.FORWARD_NO_ANSWER),
            line -> owned(line.owner(), SeedWriter.line(line))));
    all.put(
        ResourceKind.DEVICE,
        new Section<>(
            ConfigurationDocument::devices,
            (document, devices) -> ofOwners(document, devices, Device::owner, Person::withDevices),
            device -> device.name().value(),
            json -> SeedParser.device(json, owner(json)),
            device -> owned(device.owner(), SeedWriter.device(device))));
  }

  private static UserId owner(StrictObject json) {
    return json.value("user", UserId::new);
  }

  private static JsonObject owned(UserId owner, JsonObject json) {
    return SharedJson.createObjectBuilder()
        .add("user", owner.value())
        .addAll(SharedJson.createObjectBuilder(json))
        .build();
  }

  private static <T> ConfigurationDocument ofOwners(
      ConfigurationDocument document,
      List<T> things,
      Function<T, UserId> owner,
      BiFunction<Person, List<T>, Person> with) {
    Map<UserId, List<T>> byOwner = new HashMap<>();
    for (T thing : things) {
      byOwner.computeIfAbsent(owner.apply(thing), unused -> new ArrayList<>()).add(thing);
    }
    List<Person> people =
        document.people().stream()
            .map(
                person -> {
                  List<T> own = byOwner.remove(person.id());
                  return with.apply(person, own == null ? List.of() : own);
                })
            .toList();
    if (!byOwner.isEmpty()) {
      throw new SeedRefused(
          Place.ROOT.field("user"), "there is no user " + byOwner.keySet().iterator().next());
    }
    return document.withPeople(people);
  }

  private static void trunks(Map<ResourceKind, Section<?>> all) {
    all.put(
        ResourceKind.TRUNK,
        new Section<>(
            document -> document.trunks().inOrder(),
            (document, others) -> {
              Trunks now = document.trunks();
              return remade(document, others, now.groups(), now.lists(), now.pools());
            },
            trunk -> trunk.name().value(),
            SeedTrunks::trunk,
            SeedTrunkWriter::trunk));
    all.put(
        ResourceKind.ROUTE_GROUP,
        new Section<>(
            document -> List.copyOf(document.trunks().groups()),
            (document, others) -> {
              Trunks now = document.trunks();
              return remade(document, now.inOrder(), others, now.lists(), now.pools());
            },
            group -> group.name().value(),
            SeedTrunks::group,
            SeedTrunkWriter::group));
    all.put(
        ResourceKind.ROUTE_LIST,
        new Section<>(
            document -> List.copyOf(document.trunks().lists()),
            (document, others) -> {
              Trunks now = document.trunks();
              return remade(document, now.inOrder(), now.groups(), others, now.pools());
            },
            list -> list.name().value(),
            SeedTrunks::list,
            SeedTrunkWriter::list));
    all.put(
        ResourceKind.DEVICE_POOL,
        new Section<>(
            document -> List.copyOf(document.trunks().pools()),
            (document, others) -> {
              Trunks now = document.trunks();
              return remade(document, now.inOrder(), now.groups(), now.lists(), others);
            },
            pool -> pool.name().value(),
            SeedTrunks::pool,
            SeedTrunkWriter::pool));
  }

  private static ConfigurationDocument remade(
      ConfigurationDocument document,
      Collection<Trunk> trunks,
      Collection<RouteGroup> groups,
      Collection<RouteList> lists,
      Collection<DevicePool> pools) {
    try {
      return document.withTrunks(
          new Trunks(
              List.copyOf(trunks), List.copyOf(groups), List.copyOf(lists), List.copyOf(pools)));
    } catch (IllegalArgumentException e) {
      throw new SeedRefused(Place.ROOT, String.valueOf(e.getMessage()));
    }
  }

  private static void dialPlan(Map<ResourceKind, Section<?>> all) {
    all.put(
        ResourceKind.PARTITION,
        new Section<>(
            document -> document.dialPlan().partitions(),
            (document, others) -> {
              DialPlanSettings now = document.dialPlan();
              return document.withDialPlan(
                  new DialPlanSettings(
                      others,
                      now.searchSpaces(),
                      now.routePatterns(),
                      now.translationPatterns(),
                      now.transformationPatterns(),
                      now.applicationDialRules(),
                      now.defaults()));
            },
            PartitionName::value,
            json -> json.value("name", SeedDialPlan::ownPartition),
            name -> SharedJson.createObjectBuilder().add("name", name.value()).build()));
    all.put(
        ResourceKind.SEARCH_SPACE,
        new Section<>(
            document -> document.dialPlan().searchSpaces(),
            (document, others) -> {
              DialPlanSettings now = document.dialPlan();
              return document.withDialPlan(
                  new DialPlanSettings(
                      now.partitions(),
                      others,
                      now.routePatterns(),
                      now.translationPatterns(),
                      now.transformationPatterns(),
                      now.applicationDialRules(),
                      now.defaults()));
            },
            space -> space.name().value(),
            SeedDialPlan::searchSpace,
            SeedDialPlanWriter::searchSpace));
    all.put(
        ResourceKind.APPLICATION_DIAL_RULE,
        new Section<>(
            document -> document.dialPlan().applicationDialRules(),
            (document, others) -> {
              DialPlanSettings now = document.dialPlan();
              return document.withDialPlan(
                  new DialPlanSettings(
                      now.partitions(),
                      now.searchSpaces(),
                      now.routePatterns(),
                      now.translationPatterns(),
                      now.transformationPatterns(),
                      others,
                      now.defaults()));
            },
            ApplicationDialRule::name,
            SeedDialPlan::applicationDialRule,
            SeedDialPlanWriter::applicationDialRule));
  }

  private static void patterns(Map<ResourceKind, Section<?>> all) {
    all.put(
        ResourceKind.ROUTE_PATTERN,
        new Section<RoutePattern>(
            document -> document.dialPlan().routePatterns(),
            (document, others) -> {
              DialPlanSettings now = document.dialPlan();
              return document.withDialPlan(
                  new DialPlanSettings(
                      now.partitions(),
                      now.searchSpaces(),
                      others,
                      now.translationPatterns(),
                      now.transformationPatterns(),
                      now.applicationDialRules(),
                      now.defaults()));
            },
            it -> it.partition() + "/" + it.pattern(),
            SeedDialPlan::routePattern,
            SeedDialPlanWriter::routePattern));
    all.put(
        ResourceKind.TRANSLATION_PATTERN,
        new Section<TranslationPattern>(
            document -> document.dialPlan().translationPatterns(),
            (document, others) -> {
              DialPlanSettings now = document.dialPlan();
              return document.withDialPlan(
                  new DialPlanSettings(
                      now.partitions(),
                      now.searchSpaces(),
                      now.routePatterns(),
                      others,
                      now.transformationPatterns(),
                      now.applicationDialRules(),
                      now.defaults()));
            },
            it -> it.partition() + "/" + it.pattern(),
            SeedDialPlan::translationPattern,
            SeedDialPlanWriter::translationPattern));
    all.put(
        ResourceKind.TRANSFORMATION_PATTERN,
        new Section<TransformationPattern>(
            document -> document.dialPlan().transformationPatterns(),
            (document, others) -> {
              DialPlanSettings now = document.dialPlan();
              return document.withDialPlan(
                  new DialPlanSettings(
                      now.partitions(),
                      now.searchSpaces(),
                      now.routePatterns(),
                      now.translationPatterns(),
                      others,
                      now.applicationDialRules(),
                      now.defaults()));
            },
            it -> SeedDialPlan.written(it.kind()) + "/" + it.partition() + "/" + it.pattern(),
            SeedDialPlan::transformationPattern,
            SeedDialPlanWriter::transformationPattern));
  }

  private static DialPlanSettings with(DialPlanSettings now, Defaults defaults) {
    return new DialPlanSettings(
        now.partitions(),
        now.searchSpaces(),
        now.routePatterns(),
        now.translationPatterns(),
        now.transformationPatterns(),
        now.applicationDialRules(),
        defaults);
  }

  private static <T> Section<T> only(
      Function<ConfigurationDocument, Optional<T>> of,
      BiFunction<ConfigurationDocument, Optional<T>, ConfigurationDocument> with,
      Function<StrictObject, T> read,
      Function<T, JsonObject> write) {
    return new Section<>(
        document -> of.apply(document).stream().toList(),
        (document, things) -> with.apply(document, things.stream().findFirst()),
        thing -> ResourceKind.ONLY,
        read,
        write);
  }
}
