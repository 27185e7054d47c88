// The script of the HTML report: jumps between text and tables, sorting, filters, views. ES2018,
// and no interface newer than Chromium 78. It moves, hides and lights up what the exporter wrote,
// and writes no text of its own but the count of rows.
(function () {
  'use strict';

  var root = document.documentElement;
  root.classList.add('js');
  root.dataset.view = 'text';

  function all(selector, within) {
    return Array.prototype.slice.call((within || document).querySelectorAll(selector));
  }
  function narrow() { return window.matchMedia('(max-width: 899px)').matches; }
  function words(element) { return (element.dataset.of || '').split(' ').filter(Boolean); }

  // ---- views

  function show(view) {
    root.dataset.view = view;
    if (view === 'records') root.classList.remove('no-records');
    press();
  }

  // Which of the buttons above are on.
  function press() {
    all('[data-do]').forEach(function (button) {
      var view = button.dataset.do;
      if (view === 'theme') return;
      var on = narrow() ? root.dataset.view === view : !root.classList.contains('no-' + view);
      button.setAttribute('aria-pressed', String(on));
    });
  }

  function act(action) {
    if (action === 'theme') {
      var dark = window.matchMedia(darkMedia.mediaText).matches;
      darkMedia.mediaText = dark ? 'not all' : 'screen';
    } else if (narrow()) {
      show(action);
    } else {
      root.classList.toggle('no-' + action);
      press();
    }
  }

  // Of the rule that holds the dark colours.
  var darkMedia = Array.prototype.map.call(document.styleSheets[0].cssRules, function (rule) {
    return rule.media;
  }).filter(function (media) {
    return media && media.mediaText.includes('prefers-color-scheme');
  })[0];

  function activePanel() { return document.querySelector('.panel.on'); }

  function activate(panel) {
    if (panel === activePanel()) return;
    all('.panel').forEach(function (one) { one.classList.toggle('on', one === panel); });
    all('[role=tab]').forEach(function (tab) {
      var on = tab.getAttribute('aria-controls') === panel.id;
      tab.setAttribute('aria-selected', String(on));
      if (on) tab.scrollIntoView({block: 'nearest', inline: 'nearest'});
    });
  }

  // ---- from text to table and back

  var rowsOfMark = null;  // made when first asked for

  function rowsOf(mark) {
    if (!rowsOfMark) {
      rowsOfMark = new Map();
      all('.panel [data-of]').forEach(function (row) {
        words(row).forEach(function (id) {
          if (!rowsOfMark.has(id)) rowsOfMark.set(id, []);
          rowsOfMark.get(id).push(row);
        });
      });
    }
    return rowsOfMark.get(mark) || [];
  }

  function clear() {
    all('.hit').forEach(function (element) { element.classList.remove('hit'); });
  }

  function piecesOf(id) {
    var pieces = all('mark[data-mark="' + id + '"]');
    var first = document.getElementById(id);
    if (first) pieces.unshift(first);
    return pieces;
  }

  function focusOn(element) {
    if (element) element.focus({preventScroll: true});
  }

  // Scrolls the text to an element and lights up the marks of `ids`.
  function toText(id, ids) {
    var element = document.getElementById(id);
    if (!element) return;
    show('text');
    clear();
    ids.forEach(function (one) {
      piecesOf(one).forEach(function (piece) { piece.classList.add('hit'); });
    });
    var folded = element.closest('details');
    if (folded) folded.open = true;
    var fits = element.offsetHeight < document.getElementById('text').offsetHeight / 2;
    element.scrollIntoView({block: element.tagName === 'MARK' && fits ? 'center' : 'start'});
    if (element.tabIndex >= 0) focusOn(element);
  }

  // Shows the row of a mark: in the table that is open if it has one, else in the first that has.
  function toRow(mark) {
    var id = mark.id || mark.dataset.mark;
    var rows = rowsOf(id);
    if (rows.length === 0) return;
    var here = rows.filter(function (row) { return activePanel().contains(row); });
    var row = here[0] || rows[0];
    var panel = row.closest('.panel');
    activate(panel);
    show('records');
    if (row.hidden) reset(panel);
    clear();
    row.classList.add('hit');
    piecesOf(id).forEach(function (piece) { piece.classList.add('hit'); });
    row.scrollIntoView({block: 'center', inline: 'nearest'});
    focusOn(row.querySelector('td:last-child a') || row.querySelector('a'));
  }

  function remember(id) {
    if (location.hash === '#' + id) return;
    try {
      history.pushState(null, '', '#' + id);
    } catch (refused) {
      // a browser that keeps files without a history: the jump itself is done
    }
  }

  // What an address behind "#" leads to.
  function go(id) {
    var element = document.getElementById(id);
    if (!element) return;
    if (element.classList.contains('panel')) {
      activate(element);
      show('records');
    } else {
      toText(id, element.tagName === 'MARK' ? [id] : []);
    }
  }

  // Empty where somebody wrote it wrongly.
  function address() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch (malformed) {
      return '';
    }
  }

  // ---- filters

  var haystacks = new WeakMap();

  function haystack(row) {
    if (!haystacks.has(row)) haystacks.set(row, row.textContent.toLowerCase());
    return haystacks.get(row);
  }

  function filter(panel) {
    var needles = panel.querySelector('input').value.toLowerCase().split(/\s+/).filter(Boolean);
    var chosen = all('select', panel).filter(function (select) { return select.value; });
    var rows = all('[data-of]', panel), shown = 0;
    rows.forEach(function (row) {
      var fits = needles.every(function (needle) { return haystack(row).includes(needle); }) &&
        chosen.every(function (select) {
          return (row.dataset[select.dataset.filter] || '').split(' ').includes(select.value);
        });
      if (row.hidden === fits) row.hidden = !fits;
      if (fits) shown += 1;
    });
    var output = panel.querySelector('.shown');
    output.textContent = output.dataset.pattern.replace('%1', String(shown))
      .replace('%2', String(rows.length));
  }

  function reset(panel) {
    all('.tools input, .tools select', panel).forEach(function (field) { field.value = ''; });
    filter(panel);
  }

  // ---- sorting

  var collator = new Intl.Collator('zh-Hans-CN', {numeric: true});
  var firstOrder = new WeakMap();  // of a table's rows

  function keyOf(cell, isNumber) {
    var text = cell.dataset.sort || cell.textContent;
    if (!isNumber) return text;
    var number = parseFloat(text);
    return isNaN(number) ? null : number;
  }

  // Rows without a value come last in both directions.
  function compare(a, b, direction) {
    if (a.none || b.none) return a.none - b.none || a.place - b.place;
    var order = typeof a.key === 'number' ? a.key - b.key : collator.compare(a.key, b.key);
    return order * direction || a.place - b.place;
  }

  function sort(head) {
    var table = head.closest('table'), body = table.tBodies[0];
    if (!firstOrder.has(table)) firstOrder.set(table, Array.prototype.slice.call(body.rows));
    var was = head.getAttribute('aria-sort');
    var now = was === 'ascending' ? 'descending' : was === 'descending' ? '' : 'ascending';
    all('th[aria-sort]', table).forEach(function (one) { one.removeAttribute('aria-sort'); });
    var rows = firstOrder.get(table);
    if (now) {
      head.setAttribute('aria-sort', now);
      var column = head.cellIndex, isNumber = head.classList.contains('number');
      var entries = rows.map(function (row, place) {
        var key = keyOf(row.cells[column], isNumber);
        return {row: row, key: key, place: place, none: key === null || key === '' ? 1 : 0};
      });
      var direction = now === 'ascending' ? 1 : -1;
      entries.sort(function (a, b) { return compare(a, b, direction); });
      rows = entries.map(function (entry) { return entry.row; });
    }
    var ordered = document.createDocumentFragment();
    rows.forEach(function (row) { ordered.appendChild(row); });
    body.appendChild(ordered);
  }

  // ---- the line between text and tables

  function setHeight(pixels) {
    var height = Math.max(80, Math.min(pixels, window.innerHeight - 200));
    root.style.setProperty('--records', height + 'px');
    document.getElementById('split').setAttribute('aria-valuenow', String(Math.round(height)));
  }

  function listenToSplit(split) {
    var records = document.getElementById('records');
    split.addEventListener('pointerdown', function (event) {
      split.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    split.addEventListener('pointermove', function (event) {
      if (!split.hasPointerCapture(event.pointerId)) return;
      setHeight(records.getBoundingClientRect().bottom - event.clientY);
    });
    split.addEventListener('keydown', function (event) {
      var step = {ArrowUp: 40, ArrowDown: -40}[event.key];
      if (!step) return;
      event.preventDefault();
      setHeight(records.offsetHeight + step);
    });
  }

  // ---- where the reader is, in the outline

  var links = new Map();
  var here = null;

  // The link itself, or the one above whose list is folded.
  function unfolded(link) {
    var shown = link;
    for (var list = link.closest('details'); list; list = list.parentElement.closest('details')) {
      var head = list.querySelector('a');
      if (!list.open && head !== link) shown = head;
    }
    return shown;
  }

  function follow() {
    var main = document.getElementById('text'), box = main.getBoundingClientRect();
    var at = document.elementFromPoint(box.left + box.width / 2, box.top + 40);
    while (at && at !== main && !links.has(at.id)) {
      at = at.previousElementSibling || at.parentElement;
    }
    var link = at && links.get(at.id);
    link = link && unfolded(link);
    if (!link || link === here) return;
    if (here) here.classList.remove('here');
    here = link;
    link.classList.add('here');
    var nav = document.getElementById('outline'), seen = nav.getBoundingClientRect();
    var place = here.getBoundingClientRect();
    if (place.top < seen.top || place.bottom > seen.bottom) {
      nav.scrollTop += place.top - seen.top - seen.height / 3;
    }
  }

  function listenToScroll(main) {
    all('#outline a').forEach(function (link) { links.set(link.hash.slice(1), link); });
    var waiting = false;
    main.addEventListener('scroll', function () {
      if (waiting || narrow()) return;
      waiting = true;
      requestAnimationFrame(function () {
        waiting = false;
        follow();
      });
    }, {passive: true});
  }

  // ---- events

  function selecting() { return String(window.getSelection()) !== ''; }

  function onClick(event) {
    var target = event.target;
    if (!target.closest || event.ctrlKey || event.metaKey || event.shiftKey) return;
    var button = target.closest('button');
    if (button) {
      if (button.dataset.do) act(button.dataset.do);
      if (button.classList.contains('print')) {
        root.classList.add('print-panel');
        window.print();
      }
      return;
    }
    var head = target.closest('.panel thead th');
    if (head) {
      sort(head);
      return;
    }
    var link = target.closest('a[href^="#"]'), row = target.closest('.panel [data-of]');
    if (link) {
      event.preventDefault();
      var id = link.hash.slice(1);
      if (row) {
        var own = words(row);
        toText(id, own.includes(id) ? own : [id]);
        row.classList.add('hit');
      } else {
        go(id);
      }
      if (link.getAttribute('role') !== 'tab') remember(id);
    } else if (row && !selecting()) {
      var place = row.querySelector('td:last-child a') || row.querySelector('a');
      if (place) place.click();
    } else {
      var mark = target.closest('article mark');
      if (mark && !selecting()) toRow(mark);
    }
  }

  function onEscape(element) {
    var panel = element.closest('.panel');
    if (panel && element.closest('.tools')) {
      if (element.tagName === 'INPUT' && element.value === '') element.blur();
      reset(panel);
    }
    clear();
  }

  function onKey(event) {
    var element = event.target;
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    var typing = /^(INPUT|SELECT|TEXTAREA)$/.test(element.tagName) && element.type !== 'checkbox';
    if (event.key === 'Escape') {
      onEscape(element);
    } else if (event.key === '/' && !typing) {
      var field = activePanel().querySelector('input');
      event.preventDefault();
      show('records');
      if (field) field.focus();
    } else if (event.key === 'Enter' && element.tagName === 'MARK') {
      toRow(element);
    } else if ((event.key === 'Enter' || event.key === ' ') && element.closest('.panel thead')) {
      event.preventDefault();
      sort(element.closest('th'));
    } else if (element.getAttribute && element.getAttribute('role') === 'tab') {
      onTabKey(event, element);
    }
  }

  function onTabKey(event, tab) {
    var step = {ArrowRight: 1, ArrowLeft: -1}[event.key];
    if (!step) return;
    var tabs = all('[role=tab]');
    var next = tabs[(tabs.indexOf(tab) + step + tabs.length) % tabs.length];
    event.preventDefault();
    next.focus();
    activate(document.getElementById(next.getAttribute('aria-controls')));
  }

  function onInput(event) {
    var element = event.target, tools = element.closest('.tools');
    if (tools) filter(tools.closest('.panel'));
    if (element.dataset.show) root.classList.toggle('no-' + element.dataset.show, !element.checked);
  }

  document.addEventListener('DOMContentLoaded', function () {
    document.addEventListener('click', onClick);
    document.addEventListener('keydown', onKey);
    document.addEventListener('input', onInput);
    window.addEventListener('popstate', function () { go(address()); });
    window.addEventListener('resize', press);
    window.addEventListener('afterprint', function () { root.classList.remove('print-panel'); });
    listenToSplit(document.getElementById('split'));
    listenToScroll(document.getElementById('text'));
    press();
    if (location.hash) go(address());
  });
}());
