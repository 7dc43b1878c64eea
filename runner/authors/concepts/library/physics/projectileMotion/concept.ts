import { concept } from "../../../concept.ts";
import { number } from "../../../parameters.ts";
import { spoken } from "../../../spoken.ts";

type Throw = { speed: number; angle: number; gravity: number };

function flightOf({ speed, angle, gravity }: Throw) {
  const radians = (angle * Math.PI) / 180;
  const [vx, vy] = [speed * Math.cos(radians), speed * Math.sin(radians)];
  const flight = (2 * vy) / gravity;
  return { vx, vy, flight, range: vx * flight, height: vy ** 2 / (2 * gravity), farthest: speed ** 2 / gravity };
}

/** How the thrown angle compares with the best one, 45 degrees on flat ground. */
function beside({ speed, angle, gravity }: Throw): string {
  const { range, farthest } = flightOf({ speed, angle, gravity });
  if (Math.abs(farthest - range) < 0.05) return "Ours is just that.";
  return `Our ${spoken(angle)} degrees lose ${spoken(farthest - range, 1)} metres.`;
}

export const projectileMotion = concept({
  key: "projectile-motion",
  title: "Projectile motion",
  names: [
    "projectile motion",
    "how far a ball thrown flies",
    "how far does a ball fly",
    "trajectory of a projectile",
    "range and maximum height of a projectile",
    "parabolic throw",
    "cannonball trajectory",
    "motion of a thrown ball",
    "best launch angle",
  ],
  folder: import.meta.dirname,
  parameters: {
    speed: number({
      fallback: 20,
      least: 3,
      most: 300,
      said: ["speed", "velocity", "m/s", "metres per second", "meters per second"],
    }),
    angle: number({ fallback: 50, least: 15, most: 80, said: ["angle", "degrees", "°", "deg"] }),
    gravity: number({ fallback: 9.81, least: 1, most: 30, said: ["gravity", "g"] }),
  },
  scenes: [
    {
      key: "question",
      title: "How far does it fly?",
      goal: "See the throw and its path.",
      narration: ({ speed, angle }) =>
        `[[throw]] A ball leaves the ground at ${spoken(speed)} metres per second. [[angle]] It is thrown at an angle of ${spoken(angle)} degrees.
         [[fly]] Up it goes, slower and slower, turns, and comes down again along the same kind of curve.
         [[ask]] Can we tell beforehand how high it gets, and where it lands?`,
    },
    {
      key: "parts",
      title: "Two motions in one",
      goal: "Take the velocity apart.",
      claims: ({ speed, angle }) => [
        {
          text: "The parts give the whole speed again.",
          expression: `(${speed}*cos(pi*${angle}/180))**2 + (${speed}*sin(pi*${angle}/180))**2 = ${speed}**2`,
        },
      ],
      narration: (values) => {
        const { vx, vy } = flightOf(values);
        return `[[arrow]] The trick is to take the speed apart. [[along]] One part points along the ground: ${spoken(vx, 1)} metres in every second.
         [[up]] The other one points straight up, with ${spoken(vy, 1)}. [[apart]] Without air, gravity pulls straight down, so it touches
         the second part alone.`;
      },
    },
    {
      key: "shadows",
      title: "Its two shadows",
      goal: "See that both parts move independently.",
      narration: () =>
        `[[lamps]] Follow the ball's two shadows: a blue one on the ground, and a red one on the wall. [[ground]] All dots are marked at equal times.
         Nothing slows the blue one down. [[even]] On the ground they lie at even distances. [[wall]] On the wall the steps shrink as it climbs, just as
         for a ball thrown straight up.`,
    },
    {
      key: "top",
      title: "How high, and when?",
      goal: "Find time and height of the highest point.",
      claims: ({ speed, angle, gravity }) => [
        {
          text: "At the top the vertical speed is used up.",
          expression: `integrate(${speed}*sin(pi*${angle}/180) - ${gravity}*t, (t, 0, ${speed}*sin(pi*${angle}/180)/${gravity})) = (${speed}*sin(pi*${angle}/180))**2/(2*${gravity})`,
        },
      ],
      narration: (values) => {
        const { flight, height } = flightOf(values);
        return `[[arrows]] So look at the red arrow alone. [[shrink]] Every second gravity takes ${spoken(values.gravity)} metres per second from it.
         [[zero]] At the top nothing is left: that is so after about ${spoken(flight / 2)} seconds.
         [[height]] By then the ball has climbed to its greatest height, ${spoken(height, 1)} metres.`;
      },
    },
    {
      key: "landing",
      title: "Where does it land?",
      goal: "Find the range.",
      claims: ({ speed, angle, gravity }) => [
        {
          text: "The range is v² sin 2α / g.",
          expression: `2*${speed}**2*sin(pi*${angle}/180)*cos(pi*${angle}/180)/${gravity} = ${speed}**2*sin(2*pi*${angle}/180)/${gravity}`,
        },
      ],
      narration: (values) => {
        const { flight, range } = flightOf(values);
        return `[[down]] Falling takes as long as rising, so the whole flight lasts ${spoken(flight)} seconds. [[along]] All that time the ball moves
         along the ground at its even pace. [[range]] Pace times time gives ${spoken(range, 1)} metres.
         [[formula]] With letters in place of numbers, this is the formula for the range.`;
      },
    },
    {
      key: "best",
      title: "Which angle is best?",
      goal: "Compare angles and see the best one.",
      narration: (values) => {
        const { farthest } = flightOf(values);
        return `[[fan]] Now keep the speed and change the angle. [[raise]] A flat throw is soon down again. A steeper one goes farther, until it
         spends too much of its speed on height. [[best]] At 45 degrees it flies farthest, ${spoken(farthest, 1)} metres. [[own]] ${beside(values)}
         A throw is an even motion and a fall, at the same time.`;
      },
    },
  ],
});
