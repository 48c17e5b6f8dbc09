// "/" leads to the search for members, unless something is being typed.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select, [contenteditable]");
  const finder = document.querySelector(".finder .input");
  if (event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !typing && finder && finder.offsetParent) {
    event.preventDefault();
    finder.focus();
    finder.select();
  }
});
