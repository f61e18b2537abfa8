/** In a smaller group, a figure of the whole would tell what one person did. */
export const smallestGroupShown = 5;
