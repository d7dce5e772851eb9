/* Comfort on top of pages that work without it: drafts, session notice, counters, one submit, print, select all.
   Listens on the document, so that parts swapped in by htmx need no set-up. No library. */
(function () {
  "use strict";

  var root = document.documentElement;
  root.classList.add("js");

  var DRAFT_EVERY = 30 * 1000;
  var WARN_BEFORE = 120;
  var SUBMIT_AGAIN = 10 * 1000;
  var SEEN = "zx-seen";

  function all(selector, scope) {
    return Array.from((scope || document).querySelectorAll(selector));
  }

  function csrf() {
    return JSON.parse(document.body.getAttribute("hx-headers") || "{}")["X-CSRFToken"] || "";
  }

  function post(url, body, leaving) {
    return fetch(url, {
      method: "POST",
      body: body,
      credentials: "same-origin",
      keepalive: Boolean(leaving),
      redirect: "manual",
      headers: { "X-CSRFToken": csrf(), "X-Requested-With": "XMLHttpRequest" }
    }).then(function (answer) {
      if (!answer.ok) {
        throw new Error(String(answer.status));
      }
      contact();
      return answer;
    });
  }

  /* Character counters */
  function count(input) {
    var limit = Number(input.getAttribute("data-counter"));
    var shown = document.querySelector('[data-counter-for="' + input.id + '"]');
    if (!shown || !limit) {
      return;
    }
    var length = Array.from(input.value).length;
    var over = length > limit;
    shown.textContent = length + " / " + limit + " 字" + (over ? "，超出 " + (length - limit) + " 字" : "");
    shown.classList.toggle("is-over", over);
  }

  var counting = 0;
  document.addEventListener("input", function (event) {
    var input = event.target;
    var form = input.closest("form[data-draft]");
    if (form) {
      form.zxChanged = true;
    }
    if (input.hasAttribute("data-counter")) {
      clearTimeout(counting);
      counting = setTimeout(function () { count(input); }, 250);
    }
  });

  /* Drafts: every 30 s and on leaving, only when something changed */
  function status(form, text, bad) {
    var line = form.querySelector("[data-draft-status]");
    if (!line) {
      line = document.createElement("p");
      line.className = "zx-saved";
      line.setAttribute("data-draft-status", "");
      line.setAttribute("aria-live", "polite");
      form.appendChild(line);
    }
    line.classList.toggle("is-bad", Boolean(bad));
    line.textContent = text;
  }

  function draftBody(form) {
    var body = new URLSearchParams();
    new FormData(form).forEach(function (value, name) {
      var field = form.elements[name];
      var secret = field && field.type === "password";
      if (typeof value === "string" && name !== "csrfmiddlewaretoken" && !secret) {
        body.append(name, value);
      }
    });
    body.append("draft_key", form.getAttribute("data-draft"));
    return body;
  }

  function saveDraft(form, leaving) {
    var url = form.getAttribute("data-draft-url");
    if (!url || !form.zxChanged || form.zxSent) {
      return;
    }
    form.zxChanged = false;
    post(url, draftBody(form), leaving).then(function (answer) {
      return answer.json();
    }).then(function (kept) {
      status(form, kept.saved ? "已保存 " + kept.saved : "");
    }).catch(function (error) {
      form.zxChanged = true;
      var signedOut = error.message === "0" || error.message === "401" || error.message === "403";
      status(form, signedOut
        ? "没有保存：登录已到时限。请另开窗口登录，再回到本页继续"
        : "没有保存：网络不通，30 秒后再试", true);
    });
  }

  function saveAll(leaving) {
    all("form[data-draft]").forEach(function (form) { saveDraft(form, leaving); });
  }

  setInterval(function () { saveAll(false); }, DRAFT_EVERY);
  window.addEventListener("blur", function () { saveAll(false); });
  window.addEventListener("pagehide", function () { saveAll(true); });

  /* htmx notes the address of the page, search words included; nothing is to stay in the browser. */
  function forgetAddress() {
    try { sessionStorage.removeItem("htmx-current-path-for-history"); } catch (error) { /* storage is off */ }
  }
  forgetAddress();
  window.addEventListener("pagehide", forgetAddress);
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) { saveAll(true); }
  });

  /* Session: a notice two minutes before it ends; other windows of the same person count */
  var idle = 0;
  var lastContact = Date.now();

  function contact() {
    lastContact = Date.now();
    try { localStorage.setItem(SEEN, lastContact); } catch (error) { /* storage is off: this window alone counts */ }
  }

  function secondsLeft() {
    var other = 0;
    try { other = Number(localStorage.getItem(SEEN)) || 0; } catch (error) { /* see contact() */ }
    return idle - (Date.now() - Math.max(lastContact, other)) / 1000;
  }

  var bar = document.createElement("div");
  bar.className = "zx-idle";
  bar.setAttribute("role", "alert");
  bar.hidden = true;

  function showNotice(kind) {
    if ((bar.dataset.kind || "none") === kind) {
      return;
    }
    bar.dataset.kind = kind;
    bar.textContent = "";
    bar.hidden = kind === "none";
    var text = document.createElement("span");
    var button = document.createElement("button");
    button.type = "button";
    button.className = "zx-btn zx-btn-main";
    if (kind === "soon") {
      text.textContent = "您有一段时间没有操作，2 分钟后将自动退出登录。";
      button.textContent = "继续使用";
      button.addEventListener("click", keepAlive);
    } else {
      text.textContent = "登录已到时限。本页内容还在，请另开窗口登录后再提交。";
      button.textContent = "知道了";
      button.addEventListener("click", function () { bar.hidden = true; });
    }
    bar.appendChild(text);
    bar.appendChild(button);
  }

  function keepAlive() {
    post(document.body.getAttribute("data-keepalive-url"), new URLSearchParams()).then(function () {
      showNotice("none");
    }).catch(function () {
      showNotice("ended");
    });
  }

  function watchSession() {
    var left = secondsLeft();
    showNotice(left <= 0 ? "ended" : left <= WARN_BEFORE ? "soon" : "none");
  }

  /* One submit: the pressed button still sends its name and value; GET forms may be sent again */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if ((form.getAttribute("method") || "get").toLowerCase() === "get" || form.hasAttribute("data-repeat") || event.defaultPrevented) {
      return;
    }
    if (form.zxSent) { return event.preventDefault(); }
    form.zxSent = true;
    saveAll(true);  // what was typed in the other forms of the page must be kept before it comes again
    setTimeout(function () { lock(form, true); }, 0);
    setTimeout(function () { lock(form, false); }, SUBMIT_AGAIN);
  });

  function lock(form, off) {
    form.zxSent = off;
    var outside = form.id ? all('button[form="' + form.id + '"]') : [];
    all("button:not([type=button])", form).concat(outside).forEach(function (button) { button.disabled = off; });
  }

  window.addEventListener("pageshow", function (event) {
    all("form").forEach(function (form) {
      if (event.persisted && form.zxSent) { lock(form, false); }
    });
  });
  document.addEventListener("htmx:afterRequest", function (event) {
    contact();
    var form = event.target.closest("form");
    if (form && form.zxSent) { lock(form, false); }
  });

  /* Print, select all */
  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-print]")) { window.print(); }
  });

  // The arrow leads back to the finds from which this page was opened, as they were.
  function cameFromFinds() {
    try {
      var from = new URL(document.referrer);
      return from.origin === location.origin && from.pathname !== location.pathname && from.searchParams.has("q");
    } catch (error) { return false; }
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-back]") && cameFromFinds()) {
      event.preventDefault();
      history.back();
    }
  });

  function boxes(master) {
    return all('input[name="' + master.getAttribute("data-check-all") + '"]:not([disabled])', master.closest("form"));
  }

  function showPicked(master) {
    var found = boxes(master);
    var picked = found.filter(function (box) { return box.checked; }).length;
    master.checked = found.length > 0 && picked === found.length;
    master.indeterminate = picked > 0 && picked < found.length;
    found.forEach(function (box) {
      var row = box.closest("tr");
      if (row) { row.classList.toggle("is-picked", box.checked); }
    });
    all("[data-picked]", master.closest("form")).forEach(function (shown) { shown.textContent = picked; });
  }

  document.addEventListener("change", function (event) {
    var box = event.target;
    if (box.hasAttribute("data-check-all")) {
      boxes(box).forEach(function (other) { other.checked = box.checked; });
      showPicked(box);
    } else if (box.type === "checkbox" && box.name) {
      var master = document.querySelector('[data-check-all="' + box.name + '"]');
      if (master) { showPicked(master); }
    }
  });

  all("[data-check-all]").forEach(showPicked);
  idle = Number(document.body.getAttribute("data-idle-seconds")) || 0;
  if (idle > 0 && document.body.hasAttribute("data-keepalive-url")) {
    contact();
    document.body.appendChild(bar);
    setInterval(watchSession, 5000);
  }
  all("[data-focus]").slice(0, 1).forEach(function (summary) { summary.focus(); });
})();
