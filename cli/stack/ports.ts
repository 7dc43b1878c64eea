import { createServer } from "node:net";

function listens(port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(null);
      else reject(error);
    });
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : null));
    });
  });
}

/** The wished port, or a spare one where it is busy (0: any spare port). */
export async function freePort(wished: number): Promise<number> {
  const port = (await listens(wished)) ?? (await listens(0));
  if (port === null) throw new Error("There is no free port on this machine: end some programs and try again.");
  return port;
}
