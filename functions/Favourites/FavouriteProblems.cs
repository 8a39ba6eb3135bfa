namespace AiPromptGen.Favourites;

internal static class FavouriteProblems
{
    public static readonly Problem NotFound = new(404, "favourite-not-found", "There is no such favourite");

    public static readonly Problem Full = Problem.Conflict(
        "favourites-full",
        "There is no room for more favourites",
        $"An account keeps up to {FavouriteStore.MostFavourites}. Delete one first."
    );
}
