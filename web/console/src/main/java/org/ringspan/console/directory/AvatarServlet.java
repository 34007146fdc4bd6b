package org.ringspan.console.directory;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.ringspan.address.UserId;
import org.ringspan.console.session.Viewer;
import org.ringspan.directory.Avatar;
import org.ringspan.directory.boundary.Avatars;

/** Pictures of users: one's own, and for support those of others. */
@WebServlet({"/console/avatar.jpg", "/me/avatar.jpg"})
public class AvatarServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @Inject private transient Avatars avatars;
  @Inject private transient Viewer viewer;

  /** Made by the container, which sets what is missing. */
  @SuppressWarnings("NullAway.Init")
  public AvatarServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<UserId> user = user(request);
    Optional<String> tag = user.flatMap(avatars::tag);
    if (tag.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    String mark = "\"" + tag.get() + "\"";
    response.setHeader("ETag", mark);
    response.setHeader("Cache-Control", "private, max-age=300");
    response.setHeader("X-Content-Type-Options", "nosniff");
    if (mark.equals(request.getHeader("If-None-Match"))) {
      response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
      return;
    }
    Optional<Avatar> avatar = user.flatMap(avatars::of);
    if (avatar.isEmpty()) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
      return;
    }
    byte[] jpeg = avatar.get().jpeg();
    response.setContentType("image/jpeg");
    response.setContentLength(jpeg.length);
    response.getOutputStream().write(jpeg);
  }

  private Optional<UserId> user(HttpServletRequest request) {
    if (request.getServletPath().startsWith("/me/")) {
      return Optional.of(viewer.user());
    }
    var unused = viewer.support();
    return UserId.in(Objects.requireNonNullElse(request.getParameter("user"), ""));
  }
}
