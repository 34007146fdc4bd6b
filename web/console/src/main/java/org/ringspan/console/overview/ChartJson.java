package org.ringspan.console.overview;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import org.ringspan.json.SharedJson;

/** Charts as Chart.js draws them. */
final class ChartJson {
  /** Colours that can be told apart by those who see no red or no green (Okabe and Ito). */
  private static final List<String> COLOURS =
      List.of("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999");

  /** Readable on light and on dark paper. */
  private static final String INK = "#7d8894";

  private ChartJson() {}

  /** One row of bars. */
  record Series(String name, List<Long> values) {}

  /** Bars that stand on each other. */
  static String bars(List<String> labels, List<Series> series) {
    JsonArrayBuilder sets = SharedJson.createArrayBuilder();
    int number = 0;
    for (Series one : series) {
      sets.add(
          SharedJson.createObjectBuilder()
              .add("label", one.name())
              .add("data", SharedJson.createArrayBuilder(one.values()))
              .add("backgroundColor", COLOURS.get(number++ % COLOURS.size())));
    }
    return chart("bar", labels, sets)
        .add(
            "options",
            options()
                .add(
                    "scales",
                    SharedJson.createObjectBuilder()
                        .add("x", axis(true))
                        .add("y", axis(true).add("beginAtZero", true))))
        .build()
        .toString();
  }

  /** Parts of a whole. */
  static String ring(List<String> labels, List<Long> values) {
    JsonObject set =
        SharedJson.createObjectBuilder()
            .add("data", SharedJson.createArrayBuilder(values))
            .add("backgroundColor", texts(COLOURS.subList(0, values.size())))
            .add("borderWidth", 0)
            .build();
    return chart("doughnut", labels, SharedJson.createArrayBuilder().add(set))
        .add("options", options())
        .build()
        .toString();
  }

  private static JsonObjectBuilder chart(String type, List<String> labels, JsonArrayBuilder sets) {
    return SharedJson.createObjectBuilder()
        .add("type", type)
        .add(
            "data",
            SharedJson.createObjectBuilder().add("labels", texts(labels)).add("datasets", sets));
  }

  private static JsonObjectBuilder options() {
    return SharedJson.createObjectBuilder()
        .add("maintainAspectRatio", false)
        .add("animation", false)
        .add(
            "plugins",
            SharedJson.createObjectBuilder()
                .add(
                    "legend",
                    SharedJson.createObjectBuilder()
                        .add("position", "bottom")
                        .add("labels", SharedJson.createObjectBuilder().add("color", INK))));
  }

  private static JsonObjectBuilder axis(boolean stacked) {
    return SharedJson.createObjectBuilder()
        .add("stacked", stacked)
        .add("ticks", SharedJson.createObjectBuilder().add("color", INK).add("precision", 0))
        .add("grid", SharedJson.createObjectBuilder().add("color", INK + "33"));
  }

  private static JsonArrayBuilder texts(Collection<String> texts) {
    JsonArrayBuilder array = SharedJson.createArrayBuilder();
    texts.forEach(array::add);
    return array;
  }
}
