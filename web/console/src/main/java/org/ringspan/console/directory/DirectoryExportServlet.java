package org.ringspan.console.directory;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.ringspan.console.session.Viewer;
import org.ringspan.directory.boundary.SupportBundle;

/** Events as a table, and what somebody who helps needs to know, as files. */
@WebServlet({"/console/export/directory-events.csv", "/console/export/directory-support.zip"})
public class DirectoryExportServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient DirectoryEventsPage events;
  @Inject private transient SupportBundle bundle;
  @Inject private transient Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public DirectoryExportServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var actor = viewer.administrator();
    response.setHeader("Cache-Control", "no-store");
    if (request.getServletPath().endsWith(".csv")) {
      events.setKind(request.getParameter("kind"));
      events.setUser(request.getParameter("user"));
      events.setText(request.getParameter("text"));
      events.setFrom(request.getParameter("from"));
      events.setTo(request.getParameter("to"));
      response.setContentType("text/csv; charset=UTF-8");
      response.setHeader("Content-Disposition", "attachment; filename=\"directory-events.csv\"");
      response.getWriter().write(events.table());
      return;
    }
    boolean names = "true".equals(request.getParameter("names"));
    bundle.note(actor, names);
    response.setContentType("application/zip");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + SupportBundle.NAME + "\"");
    bundle.write(names, response.getOutputStream());
  }
}
