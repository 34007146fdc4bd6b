package org.ringspan.configuration.adapter;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.ringspan.address.DirectoryNumber;
import org.ringspan.address.ParkName;
import org.ringspan.configuration.ParkNumbers;
import org.ringspan.dialplan.PartitionName;
import org.ringspan.dialplan.SearchSpaceName;
import org.ringspan.json.SharedJson;

/** Reads park numbers in a seed document, and writes them. */
final class SeedParks {
  private SeedParks() {}

  static List<ParkNumbers> all(StrictObject document) {
    return document.objects("parkNumbers", SeedParks::range);
  }

  static ParkNumbers range(StrictObject json) {
    DirectoryNumber first = json.value("first", DirectoryNumber::new);
    return new ParkNumbers(
        json.value("name", ParkName::new),
        first,
        json.optionalValue("last", DirectoryNumber::new).orElse(first),
        json.value("prefix", prefix -> prefix),
        json.optionalValue("partition", PartitionName::new),
        json.milliseconds("reversion", ParkNumbers.USUAL_REVERSION),
        json.optionalValue("revertTo", number -> number),
        json.optionalValue("searchSpace", SearchSpaceName::new));
  }

  static JsonObject json(ParkNumbers range) {
    JsonObjectBuilder json =
        SharedJson.createObjectBuilder()
            .add("name", range.name().value())
            .add("first", range.first().digits())
            .add("last", range.last().digits())
            .add("prefix", range.prefix());
    SeedWriter.optional(json, "partition", range.partition());
    json.add("reversion", range.reversion().toMillis());
    range.revertTo().ifPresent(number -> json.add("revertTo", number));
    SeedWriter.optional(json, "searchSpace", range.searchSpace());
    return json.build();
  }
}
