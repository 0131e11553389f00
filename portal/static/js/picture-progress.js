// The progress line of the media library: asks every three seconds while pictures are on their way.
const line = document.querySelector('.picture-progress');
if (line) {
  const bar = line.querySelector('progress');
  let most = 0;
  const ask = async () => {
    const answer = await fetch(line.dataset.url, { headers: { Accept: 'application/json' } }).catch(() => null);
    if (answer && answer.ok) {
      const counts = await answer.json();
      for (const [name, count] of Object.entries(counts)) line.querySelector(`[data-count=${name}]`).textContent = count;
      const left = counts.waiting + counts.working;
      most = Math.max(most, left);
      bar.hidden = !left;
      line.hidden = !left && !counts.parked;
      if (most) { bar.max = most; bar.value = most - left; }
    }
    setTimeout(ask, document.hidden ? 15000 : 3000);
  };
  setTimeout(ask, 3000);
}
