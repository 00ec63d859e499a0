export default {
  title: 'Welcome to Leadlight',
  step: (at: number, of: number) => `Step ${at} of ${of}`,
  steps: [
    {
      title: 'Today tells whom to call, and why',
      text: 'Leads who need you first stand at the top, each with one sentence that says why and by when.',
    },
    {
      title: 'Every number shows its words',
      text: 'Open a lead and tap a score: it jumps to the words behind it. If a label is wrong, two taps correct it.',
    },
    {
      title: 'It works with no network',
      text: 'Conversations are read and kept, sealed, on this device. Edits wait and go out when the network is back.',
    },
  ],
  skip: 'Skip',
  next: 'Next',
  back: 'Back',
  done: 'Start',
};
