/* One press takes a suggested unit over into the sheet; what was typed stays. Without a script the link opens the
   sheet with the unit chosen. Listens on the document, since the suggestion is loaded after the page. */
(function () {
  "use strict";

  function box(form, unit) {
    return form.querySelector('input[name="co_units"][value="' + unit + '"]');
  }

  function take(form, name, unit) {
    var helper = box(form, unit);
    var control = name === "lead_unit" ? form.elements.lead_unit : helper;
    if (!control) {
      return null;
    }
    if (name === "lead_unit") {
      control.value = unit;
      if (helper) { helper.checked = false; }
    } else {
      control.checked = true;
    }
    return control;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest("a[data-take]");
    var form = link && link.closest("form");
    if (!form || event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    var control = take(form, link.getAttribute("data-take"), link.getAttribute("data-unit"));
    if (control) {
      event.preventDefault();
      control.dispatchEvent(new Event("input", { bubbles: true }));
      control.focus();
    }
  });
})();
