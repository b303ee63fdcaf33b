/** Family of the simulated platform: no Intel processor has it. */
export const simulatedFmspc = '5e1f7e57cafe'
