// Times in the reader's own zone; without this they stand there in UTC.
const words = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
for (const time of document.querySelectorAll('time')) {
  time.title = time.textContent;
  time.textContent = words.format(new Date(time.dateTime));
}
