'use strict';
// Names for what Django's own scripts draw and leave without one, so that a screen reader can tell it.

function nameFields() {
  for (const icon of document.querySelectorAll('.search-label-icon[aria-label]')) icon.setAttribute('role', 'img');
  for (const drawn of document.querySelectorAll('.select2-selection')) {
    const field = drawn.closest('.select2-container').previousElementSibling;
    const label = field && field.labels && field.labels[0];
    if (!label) continue;
    const shown = drawn.querySelector('.select2-selection__rendered');
    if (!label.id) label.id = `${field.id}_label`;
    drawn.setAttribute('aria-labelledby', label.id);
    if (shown) shown.setAttribute('aria-labelledby', label.id);
  }
  for (const cell of document.querySelectorAll('.tabular tbody td')) {
    const head = cell.closest('table').tHead.rows[0].cells[cell.cellIndex];
    for (const control of cell.querySelectorAll('input:not([type=hidden]), select, textarea')) {
      if (head && !control.labels.length && !control.ariaLabel) control.ariaLabel = head.innerText.trim();
    }
  }
  for (const empty of document.querySelectorAll('th:empty')) {
    const cell = document.createElement('td');
    cell.className = empty.className;
    empty.replaceWith(cell);
  }
}

// They draw when the page has loaded, in handlers that were there before this one.
window.addEventListener('load', nameFields);
if (window.django && django.jQuery) django.jQuery(nameFields);
document.addEventListener('formset:added', nameFields);
