// A second preload, for tests on Electron only: hands the page the transport itself, as somebody would have it who broke out.
const { contextBridge, ipcRenderer } = require('electron');

contextBridge.exposeInMainWorld('probe', {
  invoke: (channel, given) =>
    ipcRenderer.invoke(channel, ...given).then(
      (value) => ({ error: null, value }),
      (error) => ({ error: error.message }),
    ),
});
