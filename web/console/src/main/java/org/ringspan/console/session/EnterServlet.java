package org.ringspan.console.session;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Takes a login, wherever it is made, and leads to the page one wanted. */
@WebServlet(urlPatterns = "/enter")
public class EnterServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;

  /** Made by the container. */
  public EnterServlet() {}

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    WantedPage.forget(request, response);
    response.sendRedirect(request.getContextPath() + WantedPage.of(request));
  }
}
