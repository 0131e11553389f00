// The media library while pictures are on their way: asks every three seconds how many are left, and where the picture
// that is being edited stands. Nothing reloads by itself, there may be words in a form; a link offers it at the end.
const asked = async (address) => {
  const answer = await fetch(address, { headers: { Accept: 'application/json' } }).catch(() => null);
  return answer && answer.ok ? answer.json() : null;
};
const again = (ask) => setTimeout(ask, document.hidden ? 15000 : 3000);

const line = document.querySelector('.picture-progress');
if (line) {
  const bar = line.querySelector('progress');
  let most = 0;
  const ask = async () => {
    const counts = await asked(line.dataset.url);
    if (counts) {
      for (const [name, count] of Object.entries(counts)) {
        const shown = line.querySelector(`[data-count=${name}]`);
        shown.textContent = count;
        shown.parentElement.hidden = !count;
      }
      const left = counts.waiting + counts.working;
      most = Math.max(most, left);
      bar.hidden = !left;
      line.querySelector('[data-done]').hidden = left || !most;
      line.hidden = !left && !most && !counts.parked;
      if (most) { bar.max = most; bar.value = most - left; }
    }
    again(ask);
  };
  again(ask);
}

const one = document.querySelector('[data-picture-state]');
if (one) {
  const ask = async () => {
    const found = await asked(one.dataset.pictureState);
    if (found) one.querySelector('strong').textContent = found.label;
    if (found && found.is_over) one.querySelector('a').hidden = false;
    else again(ask);
  };
  again(ask);
}
