package org.ringspan.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.ringspan.rest.http.AtLeast;
import org.ringspan.rest.http.OnlyReads;

/** The OpenAPI document describes the resources there are, and no others. */
class OpenApiDocumentTest {
  private static final Path DOCUMENT = Path.of("src/main/webapp/openapi.json");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  private final JsonObject document = document();

  private static JsonObject document() {
    try (JsonReader reader = Json.createReader(Files.newBufferedReader(DOCUMENT))) {
      return reader.readObject();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The operations of the document, each with what the code must say too. */
  private Map<String, String> described() {
    Map<String, String> operations = new TreeMap<>();
    document
        .getJsonObject("paths")
        .forEach(
            (path, item) ->
                item.asJsonObject()
                    .forEach(
                        (method, operation) ->
                            operations.put(
                                method + " " + path, described(operation.asJsonObject()))));
    return operations;
  }

  private String described(JsonObject operation) {
    Set<String> parameters = new TreeSet<>();
    if (operation.containsKey("parameters")) {
      for (JsonObject given : operation.getJsonArray("parameters").getValuesAs(JsonObject.class)) {
        JsonObject parameter = resolved(given);
        if (!parameter.getString("in").equals("header")) {
          parameters.add(parameter.getString("in") + " " + parameter.getString("name"));
        }
      }
    }
    List<String> bodies =
        operation.containsKey("requestBody")
            ? List.copyOf(operation.getJsonObject("requestBody").getJsonObject("content").keySet())
            : List.of();
    return line(
        operation.getString("x-ringspan-role"),
        operation.getBoolean("x-ringspan-only-reads", false),
        parameters,
        bodies);
  }

  private JsonObject resolved(JsonObject parameter) {
    return parameter.containsKey("$ref")
        ? document.getValue(parameter.getString("$ref").substring(1)).asJsonObject()
        : parameter;
  }

  private static String line(
      String role, boolean onlyReads, Set<String> parameters, List<String> bodies) {
    return role + (onlyReads ? " reads " : " ") + parameters + " " + bodies;
  }

  /** The operations of the resources. */
  private static Map<String, String> coded() throws IOException {
    Map<String, String> operations = new TreeMap<>();
    for (Class<?> resource : resources()) {
      String root =
          Objects.requireNonNull(resource.getAnnotation(jakarta.ws.rs.Path.class)).value();
      for (Method method : resource.getMethods()) {
        for (Annotation annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            jakarta.ws.rs.Path rest = method.getAnnotation(jakarta.ws.rs.Path.class);
            String path = "/" + root + (rest == null ? "" : "/" + rest.value());
            operations.put(http.value().toLowerCase(Locale.ROOT) + " " + path, coded(method));
          }
        }
      }
    }
    return operations;
  }

  private static String coded(Method method) {
    Set<String> parameters = new TreeSet<>();
    for (Parameter parameter : method.getParameters()) {
      PathParam path = parameter.getAnnotation(PathParam.class);
      if (path != null) {
        parameters.add("path " + path.value());
      }
      QueryParam query = parameter.getAnnotation(QueryParam.class);
      if (query != null) {
        parameters.add("query " + query.value());
      }
      for (Field field : parameter.getType().getDeclaredFields()) {
        QueryParam inBean = field.getAnnotation(QueryParam.class);
        if (inBean != null) {
          parameters.add("query " + inBean.value());
        }
      }
    }
    Consumes consumes = method.getAnnotation(Consumes.class);
    return line(
        Objects.requireNonNull(method.getAnnotation(AtLeast.class)).value().roleName(),
        method.isAnnotationPresent(OnlyReads.class),
        parameters,
        consumes == null ? List.of() : List.of(consumes.value()));
  }

  private static List<Class<?>> resources() throws IOException {
    Path root = Path.of("target/classes");
    List<Class<?>> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(it -> it.toString().endsWith("Resource.class")).toList()) {
        String name =
            root.relativize(file).toString().replace('/', '.').replaceFirst("\\.class$", "");
        Class<?> type = Class.forName(name);
        if (!Modifier.isAbstract(type.getModifiers())) {
          found.add(type);
        }
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  @Test
  @DisplayName("Same operations, roles, parameters and bodies")
  void operations() throws IOException {
    assertThat(described()).hasSizeGreaterThan(100).isEqualTo(coded());
  }

  @Test
  @DisplayName("Every operation has a name of its own and describes its answers")
  void whole() {
    Set<String> names = new TreeSet<>();
    document
        .getJsonObject("paths")
        .values()
        .forEach(
            item ->
                item.asJsonObject()
                    .forEach(
                        (method, value) -> {
                          JsonObject operation = value.asJsonObject();
                          assertThat(METHODS).contains(method);
                          assertThat(names.add(operation.getString("operationId"))).isTrue();
                          assertThat(operation.getJsonObject("responses").keySet())
                              .contains("401", "403", "429")
                              .anyMatch(status -> status.startsWith("2"));
                        }));
  }

  @Test
  @DisplayName("Every reference leads to something, and every schema is referred to")
  void references() {
    Set<String> used = new TreeSet<>();
    collect(document, used);
    used.forEach(
        reference ->
            assertThat(document.getValue(reference.substring(1))).as(reference).isNotNull());
    document
        .getJsonObject("components")
        .getJsonObject("schemas")
        .keySet()
        .forEach(name -> assertThat(used).contains("#/components/schemas/" + name));
  }

  private static void collect(JsonValue value, Set<String> used) {
    if (value instanceof JsonObject object) {
      if (object.get("$ref") instanceof JsonString reference) {
        used.add(reference.getString());
      }
      object.values().forEach(inner -> collect(inner, used));
    } else if (value.getValueType() == JsonValue.ValueType.ARRAY) {
      value.asJsonArray().forEach(inner -> collect(inner, used));
    }
  }
}
