// What pages do in the browser. They work without it: it shows times in the reader's own time zone, remembers the
// colours, folds the menu on telephones, keeps the list of live calls up to date and marks messages as heard.
(function () {
  'use strict';
  var root = document.documentElement;

  function stored() {
    try { return localStorage.getItem('ringspan-theme'); } catch (e) { return null; }
  }
  var theme = stored();
  if (theme) { root.setAttribute('data-theme', theme); }

  function pad(n) { return n < 10 ? '0' + n : '' + n; }
  function local(iso) {
    var d = new Date(iso);
    return isNaN(d) ? iso : d.getFullYear() + '-' + pad(d.getMonth() + 1) + '-' + pad(d.getDate()) + ' '
      + pad(d.getHours()) + ':' + pad(d.getMinutes()) + ':' + pad(d.getSeconds());
  }
  function showTimes(where) {
    where.querySelectorAll('time[datetime]').forEach(function (t) {
      if (t.dateTime) { t.title = t.title || t.textContent; t.textContent = local(t.dateTime); }
    });
  }

  function text(tag, content, className) {
    var e = document.createElement(tag);
    e.textContent = content;
    if (className) { e.className = className; }
    return e;
  }

  // Live calls: the server sends the whole list whenever it has changed.
  function live(table) {
    var body = table.querySelector('tbody');
    var count = document.getElementById('live-count');
    var state = document.getElementById('live-state');
    var empty = document.getElementById('live-empty');
    var words = table.dataset;
    var source = new EventSource(words.source);
    source.onopen = function () { state.textContent = words.connected; state.className = 'tag good'; };
    source.onerror = function () { state.textContent = words.lost; state.className = 'tag warn'; };
    source.onmessage = function (event) {
      var seen = JSON.parse(event.data);
      count.textContent = seen.count;
      empty.hidden = seen.count > 0;
      table.hidden = seen.count === 0;
      var rows = document.createDocumentFragment();
      seen.calls.forEach(function (call) {
        var row = document.createElement('tr');
        var first = document.createElement('th');
        first.scope = 'row';
        var link = text('a', local(call.at));
        link.href = '/console/call?id=' + encodeURIComponent(call.id);
        first.appendChild(link);
        row.appendChild(first);
        row.appendChild(text('td', call.caller));
        row.appendChild(text('td', call.called));
        var standing = text('td', call.state);
        call.joinedWith.forEach(function (other) {
          var joined = text('a', words.joined);
          joined.href = '/console/call?id=' + encodeURIComponent(other);
          standing.appendChild(document.createTextNode(' '));
          standing.appendChild(joined);
        });
        row.appendChild(standing);
        row.appendChild(text('td', call.legs));
        rows.appendChild(row);
      });
      body.replaceChildren(rows);
    };
  }

  document.addEventListener('DOMContentLoaded', function () {
    showTimes(document);
    var button = document.getElementById('theme');
    if (button) {
      button.addEventListener('click', function () {
        var dark = root.getAttribute('data-theme') === 'dark'
          || (!root.getAttribute('data-theme') && matchMedia('(prefers-color-scheme: dark)').matches);
        root.setAttribute('data-theme', dark ? 'light' : 'dark');
        try { localStorage.setItem('ringspan-theme', dark ? 'light' : 'dark'); } catch (e) { /* for this page only */ }
      });
    }
    document.querySelectorAll('.chart canvas').forEach(function (canvas) {
      canvas.setAttribute('aria-label', canvas.closest('.chart').dataset.label);
    });
    var menu = document.querySelector('nav .menu');
    if (menu && matchMedia('(max-width: 760px)').matches) { menu.removeAttribute('open'); }
    var table = document.getElementById('live');
    if (table) { live(table); }
    // A message that was heard to its end is new no more.
    document.querySelectorAll('audio[data-heard]').forEach(function (player) {
      player.addEventListener('ended', function () {
        var row = player.closest('li');
        var heard = row && row.querySelector('button[name="save"]');
        if (heard) { heard.click(); }
      });
    });
    var refresh = document.querySelector('[data-refresh]');
    if (refresh) { setTimeout(function () { location.reload(); }, 1000 * Number(refresh.dataset.refresh)); }
  });
})();
