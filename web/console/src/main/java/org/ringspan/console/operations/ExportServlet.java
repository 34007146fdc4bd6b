package org.ringspan.console.operations;

import jakarta.inject.Inject;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.ringspan.configuration.boundary.ConfigurationReading;
import org.ringspan.configuration.boundary.UserTables;
import org.ringspan.console.session.Viewer;
import org.ringspan.json.SharedJson;

/** The users as a table, or the whole configuration, as files; neither holds passwords. */
@WebServlet({"/console/export/users.csv", "/console/export/configuration.json"})
public class ExportServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient UserTables tables;
  @Inject private transient ConfigurationReading reading;
  @Inject private transient Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public ExportServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    viewer.administrator();
    boolean csv = request.getServletPath().endsWith(".csv");
    response.setContentType(csv ? "text/csv; charset=UTF-8" : "application/json");
    response.setHeader(
        "Content-Disposition",
        "attachment; filename=\"" + (csv ? "users.csv" : "configuration.json") + "\"");
    if (csv) {
      response.getWriter().write(tables.export());
      return;
    }
    try (JsonWriter writer =
        SharedJson.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
            .createWriter(response.getOutputStream())) {
      writer.writeObject(reading.document());
    }
  }
}
