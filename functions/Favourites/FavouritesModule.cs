using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.Favourites;

internal static class FavouritesModule
{
    public static FunctionsApplicationBuilder AddFavourites(this FunctionsApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FavouriteStore>();
        return builder;
    }
}
