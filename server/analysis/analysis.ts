import { createHmac } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { AnalysisCache } from '../../models/insight/cache.ts';
import { startJobRunner, type RunnerDeps } from '../jobs/runner.ts';
import { analyseLeadJob, type AnalyseJobDeps } from './analyse-lead-job.ts';
import { createAnalysisPool, spawnThread } from './analysis-pool.ts';
import { analysisVersion } from './analysis-version.ts';
import { ANALYSE_JOB } from './queue-analysis.ts';
import { queueReanalysis, REANALYSE_JOB, reanalyseJob } from './reanalyse-job.ts';

const MODEL_FOLDER = fileURLToPath(new URL('../../models/weights/leadlight-text', import.meta.url));
/** A long conversation that nobody has read yet takes minutes. */
const LEASES = 5;

export interface AnalysisDeps extends Omit<AnalyseJobDeps, 'pool' | 'version'>, Omit<RunnerDeps, 'handlers'> {
  threads: number;
  cache: AnalysisCache;
  /** From which the key of the cache's hashes is derived. */
  secret: string;
  leaseMillis: number;
  modelFolder?: string;
}

/** Works off the analyses, as many at a time as there are threads, those of older versions among them. */
export async function startAnalysis(deps: AnalysisDeps): Promise<{ stop(): Promise<void> }> {
  const { threads: size, cache, logger } = deps;
  const leaseMillis = deps.leaseMillis * LEASES;
  const cacheKey = createHmac('sha256', deps.secret).update('analysis cache').digest('base64');
  const data = { modelFolder: deps.modelFolder ?? MODEL_FOLDER, cacheKey };
  // A thread is ended before its lease is: no two work on one lead.
  const limitMillis = leaseMillis * 0.9;
  const pool = createAnalysisPool({ size, cache, logger, limitMillis, spawn: () => spawnThread(data) });
  const version = analysisVersion(data.modelFolder);
  const handlers = {
    [ANALYSE_JOB]: analyseLeadJob({ ...deps, pool, version }),
    [REANALYSE_JOB]: reanalyseJob({ ...deps, version }),
  };
  if (size > 0) await queueReanalysis(deps);
  const runners = Array.from({ length: size }, () => startJobRunner({ ...deps, leaseMillis, handlers }));
  return {
    /** What a thread has in hand is given up: its job waits for the next start. */
    async stop() {
      const stopped = runners.map((runner) => runner.stop());
      await pool.close();
      await Promise.all(stopped);
    },
  };
}
