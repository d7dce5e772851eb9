/* Comfort on the page of writing: the count of the whole text while it is typed, one more suggestion without
   loading the page. Counts as rules.py does: blanks are nothing, an emoji or an accented letter is one. */
(function () {
  "use strict";

  var FLAG = /[\u{1F1E6}-\u{1F1FF}]{2}/gu;
  var JOINED = /\u200d.|[\u{1F3FB}-\u{1F3FF}]/gu;
  var UNCOUNTED = /[\s\u0000-\u001f\u007f\u0085\p{Mn}\p{Me}\p{Cf}]/gu;

  function length(text) {
    var plain = text.normalize("NFC").replace(FLAG, "旗").replace(JOINED, "").replace(UNCOUNTED, "");
    return Array.from(plain).length;
  }

  var shown = document.querySelector("[data-whole]");

  function count() {
    var total = Array.from(document.querySelectorAll("textarea.zx-whole")).reduce(function (sum, area) {
      return sum + length(area.value);
    }, 0);
    var most = Number(shown.getAttribute("data-most"));
    var over = total > most;
    shown.textContent = "全文 " + total + " 字，" + (over
      ? "超过 " + most + " 字的上限，要删去 " + (total - most) + " 字"
      : "建议不超过 " + shown.getAttribute("data-advice") + " 字");
    shown.classList.toggle("is-over", over);
  }

  /* Text areas grow with their text: nobody has to scroll inside a small window */
  function grow(area) {
    if (area.scrollHeight > area.clientHeight) {
      area.style.height = area.scrollHeight + area.offsetHeight - area.clientHeight + "px";
    }
  }

  Array.from(document.querySelectorAll("form[data-draft] textarea")).forEach(grow);

  /* What was found wrong is judged again when it is sent: until then an error of a changed field is taken back */
  function takeBack(control) {
    var place = control.closest(".zx-field.zx-error");
    if (!place) {
      return;
    }
    place.classList.remove("zx-error");
    control.removeAttribute("aria-invalid");
    place.querySelectorAll(".zx-error-text").forEach(function (line) {
      line.className = "zx-hint";
      line.textContent = "已修改，保存或提交时再检查";
    });
    var link = document.querySelector('.zx-error-sum a[href="#' + (place.id || control.id) + '"]');
    if (link) {
      link.parentNode.hidden = true;
      recount(link.closest("ul"));
    }
  }

  function recount(list) {
    var left = list.querySelectorAll("li:not([hidden])").length;
    var head = list.previousElementSibling;
    head.textContent = head.textContent.replace(/\d+/, String(left));
    head.hidden = list.hidden = !left;
    var box = list.closest(".zx-error-sum");
    box.hidden = !box.querySelector("li:not([hidden])");
  }

  var waiting = 0;
  document.addEventListener("input", function (event) {
    takeBack(event.target);
    if (event.target.tagName === "TEXTAREA") {
      grow(event.target);
    }
    if (shown && event.target.classList.contains("zx-whole")) {
      clearTimeout(waiting);
      waiting = setTimeout(count, 250);
    }
  });

  /* The note of the last saving also stands in the bar at the top, which stays in view */
  var note = document.querySelector("form [data-draft-status]");
  var mirror = document.querySelector("[data-saved]");
  if (note && mirror) {
    new MutationObserver(function () {
      mirror.textContent = note.textContent.length > 12 ? "没有保存" : note.textContent;
      mirror.classList.toggle("is-bad", note.classList.contains("is-bad"));
    }).observe(note, { childList: true, characterData: true, subtree: true, attributes: true });
  }

  /* One more row: a copy of the last one, empty and with the next number */
  function addRow(list) {
    var name = list.getAttribute("data-rows");
    var form = list.closest("form");
    var counter = form.elements[name + "-count"];
    var next = Number(counter.value);
    var row = list.lastElementChild.cloneNode(true);
    var area = row.querySelector("textarea");
    area.name = name + "-" + next + "-text";
    area.id = "id_" + area.name;
    area.value = area.textContent = "";
    area.style.height = "";
    row.querySelector("label").htmlFor = area.id;
    row.querySelector("label").textContent = "建议 " + (list.children.length + 1);
    row.querySelector("b").textContent = String(list.children.length + 1);
    list.appendChild(row);
    counter.value = String(next + 1);
    area.focus();
  }

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-more]");
    var list = button && document.querySelector('[data-rows="' + button.getAttribute("data-more") + '"]');
    if (list && list.lastElementChild) {
      event.preventDefault();
      addRow(list);
    }
  });
})();
