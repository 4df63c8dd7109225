// Silent loops play while they are in sight, unless the viewer wants less motion; a click, or the
// space bar, stops and starts one.
const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const watcher = new IntersectionObserver((entries) => {
  for (const { target, isIntersecting } of entries) {
    if (target.dataset.stopped) continue;
    if (isIntersecting && !still) target.play().catch(() => {});
    else target.pause();
  }
});
for (const video of document.querySelectorAll("video[data-loop]")) {
  const turn = () => {
    if (video.paused) video.play().catch(() => {});
    else video.pause();
    video.dataset.stopped = video.paused ? "yes" : "";
  };
  video.tabIndex = 0;
  video.addEventListener("click", turn);
  video.addEventListener("keydown", (event) => {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    turn();
  });
  watcher.observe(video);
}
