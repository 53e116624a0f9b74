import { homedir } from 'node:os';
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { SceneSchema } from '../contract/scene.ts';
import { type Reply, RequestSchema } from '../contract/wire.ts';
import { Dispatcher } from './dispatcher.ts';
import { nodeEnvironment } from './node-environment.ts';

// The entry of the worker thread: the vault lives here and nowhere else.
if (parentPort) serve(parentPort);

function serve(port: MessagePort): void {
  const send = (reply: Reply) => {
    port.postMessage(reply);
    // With its port closed the thread has nothing left to wait for and ends.
    if (reply.kind === 'ended') port.close();
  };
  const receive = (message: unknown) => dispatcher.receive(RequestSchema.parse(message));
  const receiveWaiting = () => {
    for (let waiting = receiveMessageOnPort(port); waiting; waiting = receiveMessageOnPort(port))
      receive(waiting.message);
  };
  const scene = SceneSchema.nullable().parse(workerData);
  const dispatcher = new Dispatcher(() => nodeEnvironment(process.env, homedir(), scene), send, receiveWaiting);
  port.on('message', receive);
}
